"""Validation keywords: what a schema demands of values beyond their type.

Clients do not enforce them; they are kept as facts, for texts. What says nothing about values of
the type that a schema has is left out and counted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any as Json

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.shapes import Shape

FIELDS: dict[str, dict[str, str]] = {
    "string": {"minLength": "min_length", "maxLength": "max_length", "pattern": "pattern"},
    "number": {
        "minimum": "minimum",
        "maximum": "maximum",
        "exclusiveMinimum": "exclusive_minimum",
        "exclusiveMaximum": "exclusive_maximum",
        "multipleOf": "multiple_of",
    },
    "array": {"minItems": "min_items", "maxItems": "max_items", "uniqueItems": "unique_items"},
    "object": {
        "minProperties": "min_properties",
        "maxProperties": "max_properties",
        "propertyNames": "property_names",
        "dependentRequired": "dependent_required",
        "alternatives": "alternatives",
    },
}
"""Type -> keyword -> field of `ir.Constraints`."""
FIELDS["integer"] = FIELDS["number"]
_ALL = {keyword: field for fields in FIELDS.values() for keyword, field in fields.items()}
_KINDS = {"map": "object", "tuple": "array"}
_LISTED = "the values are listed one by one"


def constraints(shape: Shape, kind: str) -> ir.Constraints | None:
    """The validation keywords of a shape that are for values of one kind."""
    if not shape.bounds:
        return None
    fields = _ALL if kind == "union" else FIELDS.get(_KINDS.get(kind, kind), {})
    found: dict[str, Json] = {
        fields[key]: bound for key, bound in shape.bounds.items() if key in fields
    }
    return ir.Constraints(**found) if found else None


def leave_out(
    context: Context,
    shape: Shape,
    kind: str,
    types_of: Callable[[Shape], tuple[str, ...] | None],
) -> None:
    """Count the keywords that do not concern values of this kind."""
    if not shape.bounds or kind == "union":
        return
    kinds = (types_of(shape) or ()) if kind == "types" else (_KINDS.get(kind, kind),)
    reason = _LISTED if kind in ("enum", "const") else f"it says nothing about {_named(kinds)}"
    for key in shape.bounds:
        if not any(key in FIELDS.get(one, ()) for one in kinds):
            context.omit(shape.node, key, reason)


def _named(kinds: tuple[str, ...]) -> str:
    names = {"null": "null", "any": "any value", "never": "no value"}
    return " or ".join(names.get(kind, f"{kind}s") for kind in kinds)


def of_names(context: Context, node: Node) -> ir.Constraints | None:
    """`propertyNames`, where it is about the letters of the names; None: it says something else."""
    names = node.get("propertyNames")
    if names is None or type(names.value) is not dict:
        return None
    fields = FIELDS["string"]
    found = {fields[key]: value for key, value in names.value.items() if key in fields}
    others = names.value.keys() - fields.keys() - {"type"}
    fine = all(
        type(value) is (str if field == "pattern" else int) for field, value in found.items()
    )
    if others or not found or not fine or names.value.get("type", "string") != "string":
        return None
    context.use(names)
    return ir.Constraints(**found)


def dependent(node: Node) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    """`dependentRequired`; None when it does not have the shape it should."""
    value = node.value["dependentRequired"]
    if type(value) is not dict or not value:
        return None
    for names in value.values():
        if type(names) is not list or not all(type(name) is str for name in names):
            return None
    return tuple((name, tuple(names)) for name, names in value.items() if names)


def alternatives(context: Context, elements: list[Node], keyword: str) -> ir.Alternatives | None:
    """The alternatives of a union that only say which properties have to be there."""
    lists = []
    for element in elements:
        value = element.value
        if type(value) is not dict or type(value.get("required")) is not list:
            return None
        names = value["required"]
        if (
            not names
            or not all(type(name) is str for name in names)
            or value.keys() - {"required", "type", "title"}
            or value.get("type", "object") != "object"
        ):
            return None
        lists.append(tuple(names))
    for element in elements:
        context.use(element)
    return ir.Alternatives(tuple(lists), keyword == "oneOf")
