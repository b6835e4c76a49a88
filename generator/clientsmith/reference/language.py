"""What a language has to tell about itself so that the reference can show it.

Each target of a language gives one `Language` for a package that it has lowered: names, types and
signatures are those that the package has. Texts, nesting and order are the same in all languages
and are none of its business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol, TypeAlias

import msgspec

from clientsmith import ir

Direction: TypeAlias = Literal["output", "input"]
"""Whether a value is received or sent."""


class Argument(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a method takes."""

    name: str
    label: str
    type: str = ""
    optional: bool = False
    source: ir.Parameter | ir.Property | None = None
    """What it is in the document; None: what its `arguments` are together, or a whole body."""
    kind: ir.Type | None = None
    """The type of a whole body."""
    text: str = ""
    arguments: tuple[Argument, ...] = ()


class Method(msgspec.Struct, frozen=True, kw_only=True):
    """How an operation is called."""

    signature: str
    sections: tuple[tuple[str, tuple[Argument, ...]], ...]
    """Titles, and what is listed below them."""
    results: tuple[ir.Type, ...]
    """What it returns; of a listing, its item."""


class Language(Protocol):
    """A language, and one package in it."""

    @property
    def id(self) -> str:
        """The name of its target, which folders are called by."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def fence(self) -> str:
        """What Markdown calls it."""

    def method(self, operation: ir.Operation) -> Method | None:
        """How an operation is called; None when the package does not have it."""

    def type(self, kind: ir.Type, direction: Direction) -> str:
        """A type, short enough for a line."""

    def result(self, kind: ir.Type) -> str:
        """The heading of what a method returns, or of what a variant is."""

    def member(
        self, schema: ir.Object, prop: ir.Property, direction: Direction
    ) -> tuple[str, str, str]:
        """Name, type and label of a member of a model."""

    def value(self, schema: ir.Enum, member: ir.EnumMember) -> str:
        """A value of an enum."""

    def sample(self, operation: ir.Operation, *, full: bool) -> str:
        """A program that calls an operation, with all arguments or those that it must have."""

    def guides(self) -> Mapping[str, str]:
        """Programs by what they show: `client`, `errors`, `pages`."""


SHOWN = 3
"""Members and values of a summary that are named; the others are counted."""


def summary(names: list[str], separator: str = ", ") -> str:
    """`id, job_type, project_id, 14 more`"""
    shown = names[:SHOWN]
    if len(names) > SHOWN:
        shown.append(f"{len(names) - SHOWN} more")
    return separator.join(shown)


def visible(schema: ir.Object, direction: Direction) -> list[ir.Property]:
    """The members of an object that are there in a direction."""
    if direction == "output":
        return [it for it in schema.properties if not it.write_only]
    return [it for it in schema.properties if not it.read_only]


def braced(schema: ir.Object, direction: Direction) -> str:
    """`{ id, job_type, project_id, 14 more }`"""
    members = visible(schema, direction)
    if not members:
        return "{}"
    more = f", {len(members) - SHOWN} more" if len(members) > SHOWN else ""
    return f"{{ {', '.join(it.name.wire for it in members[:SHOWN])}{more} }}"


def is_named(schema: ir.Schema) -> bool:
    """Whether a schema has a name of its own in the document."""
    return schema.origin.role == "component" and schema.origin.parent is None
