"""Which names of Python stay as they were: those that can be names, and those of members."""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from clientsmith import kept
from clientsmith.parts import PART
from clientsmith.pointers import escape
from clientsmith.targets.python.scopes import Scope
from clientsmith.targets.python.text import BUILTIN_NAMES


@dataclass(slots=True)
class Kept(kept.Kept):
    """The names of a package that were decided before, and those that the next run has to know."""

    def allows(self, kind: str, name: str) -> bool:
        """Plain identifiers, which hide nothing."""
        parts = name.split(".") if kind == "module" else [name]
        return all(map(is_plain, parts)) and not _hides(kind, name)


class Wanted(msgspec.Struct, frozen=True):
    """A name inside one object or method."""

    key: str
    """What tells it from the others there."""
    order: tuple[object, ...]
    """Who names first, of those that have no line; what is canonical before what is not."""
    candidates: tuple[str, ...]
    """The plain name first."""


def settle(
    kept: Kept,
    kind: str,
    owner: str,
    taken: Iterable[str],
    plain: list[str],
    wanted: Callable[[], list[Wanted]],
) -> list[str]:
    """The names of everything inside one thing; only rivals have lines in the lock.

    `plain` are the names that are wanted most; the rest is asked for only where they will not do.
    """
    free = set(plain)
    if len(free) == len(plain) and free.isdisjoint(taken) and owner not in kept.holders(kind):
        return plain
    scope = Scope(set(taken))
    rivals = Counter(plain)
    asked = [(one, f"{owner}/{escape(one.key)}") for one in wanted()]
    names: dict[int, str] = {}
    order = sorted(
        range(len(asked)),
        key=lambda it: (
            not kept.names.get(kind, asked[it][1]),
            not kept.names.get(PART, asked[it][1]),
            asked[it][0].order,
        ),
    )
    for index in order:
        one, identity = asked[index]
        name = scope.claim(*kept.name(kind, identity), *one.candidates)
        names[index] = name
        if rivals[plain[index]] > 1 or name != plain[index]:
            kept.names.keep(kind, identity, name)
    return [names[index] for index in range(len(asked))]


def is_plain(name: str) -> bool:
    """Whether a name of the lock may stand in code."""
    return name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_")


def _hides(kind: str, name: str) -> bool:
    """Whether a class would hide a builtin that modules of types use."""
    return kind in ("class", "input", "params") and name in BUILTIN_NAMES and name.islower()
