"""The reference of an API as plain data: what a page says, before it is Markdown or HTML.

A page is about one operation in one language. What it lists are entries; an entry leads to what is
inside its type by the key of a model, so that a model is held once however often it is used, and
one that contains itself needs no end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from clientsmith import ir

Kind: TypeAlias = Literal["member", "value", "variant"]


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of a nested list: a parameter, a property, a value of an enum, a type."""

    label: str
    """As the language writes it: `limit: optional number`."""
    kind: Kind = "member"
    name: str = ""
    """Of a member, as the language spells it."""
    type: str = ""
    optional: bool = False
    nullable: bool = False
    text: str = ""
    """The document's description: Markdown, untouched."""
    limits: tuple[tuple[str, str], ...] = ()
    """What the document demands of values: (keyword, value)."""
    model: str = ""
    """Key of what is inside; or empty."""
    entries: tuple[Entry, ...] = ()
    """What is inside and is no model."""
    pointer: ir.Pointer = ""


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """What is inside a schema."""

    label: str
    name: str
    """Of a schema that is a component; empty for one that is written where it is used."""
    pointer: ir.Pointer
    text: str
    entries: tuple[Entry, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A titled list."""

    title: str
    entries: tuple[Entry, ...]
    text: str = ""
    """Ours, in Markdown."""


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """A call."""

    title: str
    code: str
    fence: str
    """What Markdown calls its language."""
    given: bool = False
    """Whether the document itself shows it."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An operation in one language."""

    operation: ir.Operation
    title: str
    signature: str
    """How it is called; empty for HTTP."""
    path: str
    text: str
    sections: tuple[Section, ...]
    samples: tuple[Sample, ...]
    """The call with what it must have; the one with everything, if it is another; what the
    document itself shows."""
    answer: str
    """An answer of the server, in JSON; or empty."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The whole reference in one language."""

    id: str
    """As files and folders are called: `python`."""
    title: str
    fence: str
    """What Markdown calls the language of its samples."""
    pages: Mapping[ir.Pointer, Page]
    models: Mapping[str, Model]
    named: tuple[str, ...]
    """Keys of the models that are components, in the document's order."""
    webhooks: Mapping[ir.Pointer, tuple[Entry, ...]]
    """What requests of the server say, by the pointers of webhooks; of HTTP only."""
    guides: Mapping[str, str]
    """Programs by what they show: `client`, `errors`, `pages`."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """An operation among the others."""

    operation: ir.Operation
    title: str
    path: str
    """Of its page below a folder, without the ending: `beta/batch/list`."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A resource with operations."""

    title: str
    text: str
    path: str
    """`beta/batch`; empty for the client itself."""
    places: tuple[Place, ...]


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """Everything there is to show."""

    api: ir.Api
    groups: tuple[Group, ...]
    views: tuple[View, ...]
    """HTTP first."""
