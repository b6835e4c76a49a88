"""Strings, numbers, booleans.

Formats, constraints, and which type a schema without `type` means.
"""

from __future__ import annotations

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.limits import FIELDS, constraints
from clientsmith.normalize.shapes import OPEN_LISTS, Shape

_COMPLEX = frozenset(
    (
        "$ref",
        "$dynamicRef",
        "allOf",
        "anyOf",
        "oneOf",
        "enum",
        "const",
        "not",
        "if",
        "then",
        "else",
        "properties",
        "items",
        "prefixItems",
        "additionalProperties",
        "patternProperties",
        "required",
        "nullable",
        "contentMediaType",
        "contentEncoding",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minProperties",
        "maxProperties",
        "propertyNames",
        "dependentRequired",
        "x-ms-secret",
        *OPEN_LISTS,
    )
)
_PLAIN: dict[str, ir.Type] = {
    "string": ir.String(),
    "integer": ir.Integer(),
    "number": ir.Number(),
    "boolean": ir.Boolean(),
}
_INTEGER_FORMATS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
_NUMBER_FORMATS = ("float", "double", "decimal")
_TEXT_MEDIA = ("text/", "application/json", "application/xml", "application/yaml")


def simple(context: Context, node: Node) -> ir.Type | None:
    """The type of a schema with only a scalar `type` and a `format`: the bulk of any document."""
    value = node.value
    plain = _PLAIN.get(value.get("type")) if type(value.get("type")) is str else None
    if plain is None or not _COMPLEX.isdisjoint(value):
        return None
    context.read.add(id(value))
    format = value.get("format")
    if format is None or plain is _PLAIN["boolean"]:
        return plain
    text = context.string(node, "format")
    if isinstance(plain, ir.String):
        return ir.Binary() if text == "binary" else ir.String(format=text)
    return ir.Integer(format=text) if isinstance(plain, ir.Integer) else ir.Number(format=text)


def scalar(shape: Shape, kind: str) -> ir.Type:
    """The type of a scalar shape."""
    match kind:
        case "string":
            media = shape.media_type
            if shape.binary or shape.format == "binary":
                return ir.Binary()
            if media and not shape.encoding and not media.startswith(_TEXT_MEDIA):
                return ir.Binary()
            format = shape.format
            if shape.encoding in ("base64", "base64url") and not format:
                format = "byte"
            secret = shape.node.value.get("x-ms-secret") if type(shape.node.value) is dict else None
            if secret is True and not format:
                format = "password"
            return ir.String(
                format=format,
                media_type=shape.media_type,
                constraints=constraints(shape, kind),
            )
        case "integer":
            return ir.Integer(format=shape.format, constraints=constraints(shape, kind))
        case "number":
            return ir.Number(format=shape.format, constraints=constraints(shape, kind))
        case "boolean":
            return ir.Boolean()
        case _:
            return ir.Any()


def types_of(shape: Shape) -> tuple[str, ...] | None:
    """The types of a shape: as it says, else as its other keywords imply; None: any."""
    if shape.types is not None:
        return shape.types
    if shape.properties or shape.patterns or shape.additional or shape.closed:
        return ("object",)
    if shape.items or shape.prefix or shape.no_items:
        return ("array",)
    if shape.binary or shape.media_type or shape.encoding:
        return ("string",)
    bounds = shape.bounds
    for kind in ("string", "number", "array", "object"):
        if any(keyword in bounds for keyword in FIELDS[kind]):
            return (kind,)
    if shape.format in _INTEGER_FORMATS:
        return ("integer",)
    if shape.format in _NUMBER_FORMATS:
        return ("number",)
    if shape.format:
        return ("string",)
    return () if shape.nullable else None


def known_values(shape: Shape) -> None:
    """Take the values that an extension knows as an enum; enums are open anyway."""
    if shape.types == ("string",) and shape.known:
        shape.values, shape.values_node = shape.known, shape.known_node


def only(shape: Shape, name: str) -> Shape:
    """The shape restricted to one of its types."""
    return msgspec.structs.replace(shape, types=(name,), unions=[], values=None)
