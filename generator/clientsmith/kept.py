"""Which names of a language stay as they were.

The names of the API itself are kept before any language is decided. As long as a name of the
language is the plain spelling of such a name, knowing that the thing is not new is enough to give
it that spelling again before others; only what is called otherwise has a line of its own in the
lock. That text is untrusted: a language says what of it may be a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from clientsmith.names import Names
from clientsmith.parts import PART
from clientsmith.pointers import escape
from clientsmith.scopes import Scope


class Kept(msgspec.Struct):
    """The names of a package that were decided before, and those that the next run has to know."""

    names: Names = msgspec.field(default_factory=Names)
    _resources: set[str] = set()
    _holders: dict[str, frozenset[str]] = {}

    def __post_init__(self) -> None:
        for name in self.names.locked.get("method", {}).values():
            children = ""
            while name := name.rpartition(".")[0]:
                self._resources.update((f"#{name}", f"#{name}{children}"))
                children = CHILDREN

    def rank(self, kind: str, identity: str) -> int:
        """Who names first: 0 what has a line, 1 what is known with its plain name, 2 newcomers."""
        if not self.names.locked:
            return 2
        if self.names.get(kind, identity):
            return 0
        return 1 if self.knows(identity) else 2

    def knows(self, identity: str) -> bool:
        """Whether a schema, an operation, an option or a resource was there before."""
        names = self.names
        if not names.locked:
            return False
        known = (
            names.get("type", identity)
            or names.get("method", identity)
            or names.get("option", identity)
        )
        return bool(known) or identity in self._resources

    def name(self, kind: str, identity: str) -> tuple[str, ...]:
        """The name that is in the lock, if there is one, as the first candidate."""
        found = self.names.get(kind, identity)
        return (found,) if found and self.allows(kind, found) else ()

    def allows(self, kind: str, name: str) -> bool:
        """Whether a text of the lock can be a name of that kind."""
        raise NotImplementedError

    def holders(self, kind: str) -> frozenset[str]:
        """What has something inside that has a line."""
        found = self._holders.get(kind)
        if found is None:
            lines = self.names.locked.get(kind, {})
            found = self._holders[kind] = frozenset(key.rpartition("/")[0] for key in lines)
        return found

    def keep(self, kind: str, identity: str, name: str, plain: str) -> None:
        """Note a name that is not the plain one."""
        if name != plain:
            self.names.keep(kind, identity, name)


def of_resource(path: tuple[tuple[str, ...], ...], children: str = "") -> str:
    """The identity of a resource: its path, as in the names of its methods.

    With `children` that of all that is below it, which is there only if it has some.
    """
    return f"#{'.'.join(map('_'.join, path))}{children}"


CHILDREN = ".*"


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
    names_taken = Scope(taken)
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
        name = names_taken.claim(*kept.name(kind, identity), *one.candidates)
        names[index] = name
        if rivals[plain[index]] > 1 or name != plain[index]:
            kept.names.keep(kind, identity, name)
    return [names[index] for index in range(len(asked))]
