"""What a schema allows, keyword by keyword, with all it is composed of."""

from __future__ import annotations

from typing import Any as Json

import msgspec

from clientsmith.document import Node

ANNOTATIONS = frozenset(
    (
        "title",
        "description",
        "summary",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "xml",
        "nullable",
        "$comment",
        "$schema",
        "$id",
        "$anchor",
        "$dynamicAnchor",
        "$vocabulary",
        "$defs",
        "definitions",
    )
)
"""Keywords that say nothing about which values are valid (`nullable` is read on its own)."""


OPEN_LISTS = ("x-extensible-enum", "x-okta-known-values")
"""Extensions that list the known values of a string."""


class Shape(msgspec.Struct):
    """What one schema, with everything it is composed of, allows."""

    node: Node
    """The schema this is the shape of."""
    types: tuple[str, ...] | None = None
    """None: any. `null` is never among them, see `nullable`."""
    nullable: bool | None = None
    """Whether the types (or the enum) name null; None: they say nothing."""
    own_null: bool = False
    """`nullable` is the word of `node` itself."""
    never: bool = False
    binary: bool = False
    """`type: file` of Swagger 2.0."""
    properties: dict[str, list[Node]] = {}
    required: dict[str, None] = {}
    additional: list[Node] = []
    closed: bool = False
    """`additionalProperties: false`"""
    patterns: dict[str, list[Node]] = {}
    items: list[Node] = []
    no_items: bool = False
    """`items: false`"""
    prefix: list[Node] = []
    values: list[Json] | None = None
    """Of `enum` and `const`, without null."""
    values_node: Node | None = None
    """The schema with the `enum`, for the extensions beside it."""
    constant: bool = False
    """The one value is a `const`."""
    format: str = ""
    media_type: str = ""
    encoding: str = ""
    bounds: dict[str, Json] = {}
    unions: list[tuple[Node, str]] = []
    """(schema, `oneOf` or `anyOf`)"""
    bases: list[Node] = []
    """Targets of the references that were merged, but not of theirs."""
    known: list[Json] = []
    """Values that an extension lists as known, of a set that is open."""
    known_node: Node | None = None


text_of = msgspec.json.Encoder().encode
"""The text of a schema, by which those are found that are alike word for word."""


def composition(shape: Shape) -> str:
    """What two shapes made of the same schemas have in common, however often those were met."""
    return repr([_composition(getattr(shape, name)) for name in Shape.__struct_fields__[1:]])


def _composition(part: object) -> object:
    match part:
        case Node():
            return part.pointer
        case dict():
            return [(key, _composition(value)) for key, value in part.items()]
        case list() | tuple():
            return list(dict.fromkeys(repr(_composition(item)) for item in part))
        case _:
            return part


def substantive(value: Json) -> list[str]:
    """The keywords of a schema that decide which values are valid."""
    return [
        key
        for key in value
        if key not in ANNOTATIONS and not (type(key) is str and key.startswith("x-"))
    ]


def identity(value: Json) -> tuple[str, str]:
    """A key by which JSON values are equal: `1` and `true` differ, `1` and `1.0` do not."""
    if type(value) is float and value.is_integer():
        value = int(value)
    return type(value).__name__, repr(value)
