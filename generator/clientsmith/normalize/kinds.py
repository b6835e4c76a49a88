"""Which kind of type a shape becomes."""

from __future__ import annotations

from typing import Any as Json

from clientsmith.normalize import scalars, unions
from clientsmith.normalize.context import Context
from clientsmith.normalize.shapes import Shape


def kind_of(context: Context, shape: Shape) -> str:
    """What becomes of a shape."""
    if shape.never:
        return "never"
    if shape.values is None:
        scalars.known_values(shape)
    if shape.values is None and shape.unions:
        unions.prepare(context, shape)
    if shape.values is not None:
        return _kind_of_values(shape.values)
    if shape.unions:
        return "union"
    types = scalars.types_of(shape)
    if types is None:
        return "any"
    if not types:
        return "null" if shape.nullable else "any"
    if len(types) > 1:
        return "types"
    if types[0] == "object":
        if shape.properties or (shape.closed and not shape.additional and not shape.patterns):
            return "object"
        return "map"
    if types[0] == "array":
        return "tuple" if shape.prefix else "array"
    return types[0]


def _kind_of_values(values: list[Json]) -> str:
    if not values:
        return "null"
    if len(values) == 1:
        return "const"
    return "boolean" if all(type(value) is bool for value in values) else "enum"
