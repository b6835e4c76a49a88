"""What the client's constructor takes: one set of names, and where they are read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from clientsmith import ir
from clientsmith.normalize.context import Context

Words: TypeAlias = tuple[str, ...]

KIND = "option"


class Draft(msgspec.Struct, frozen=True):
    """An option that has no final name yet."""

    option: ir.Option
    """With the name it is to have where that is free."""
    above: Words
    """What goes before the name where it is taken."""
    given: bool = False
    """Named by an extension."""
    variable: str = ""
    """The environment variable that an extension gives."""
    is_read: bool = False
    """Whether an environment variable is read where nobody names one."""


def named(context: Context, drafts: list[Draft], prefix: str) -> tuple[ir.Option, ...]:
    """The options under their names: those that are known, then those that are given, then others.

    `prefix` begins the names of environment variables.
    """
    names = context.names
    locked = [names.get(KIND, draft.option.key) for draft in drafts]
    taken: dict[str, None] = {}
    chosen: dict[int, Words] = {}
    for index in sorted(range(len(drafts)), key=lambda it: (not locked[it], not drafts[it].given)):
        draft = drafts[index]
        plain = draft.option.name.words
        name = tuple(locked[index].split("_")) if locked[index] and not draft.given else plain
        while "_".join(name) in taken:
            behind = name[: len(draft.above)] == draft.above
            name = (*name, "2") if behind else (*draft.above, *name)
        taken["_".join(name)] = None
        chosen[index] = name
        names.keep(KIND, draft.option.key, "_".join(name))
    return tuple(_finished(context, it, chosen[at], prefix) for at, it in enumerate(drafts))


def _finished(context: Context, draft: Draft, name: Words, prefix: str) -> ir.Option:
    option = draft.option
    joined = "_".join(name)
    environment: Iterable[str] = filter(
        None, (context.config.environment.get(joined) or draft.variable,)
    )
    if draft.is_read and joined.isascii():
        environment = tuple(environment) or (f"{prefix}_{joined.upper()}",)
    wire = option.name.wire if name == option.name.words else joined
    return msgspec.structs.replace(option, name=ir.Name(wire, name), environment=tuple(environment))
