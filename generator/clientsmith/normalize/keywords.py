"""One schema's own keywords, intersected with what is known of a value so far.

JSON Schema 2020-12, Validation sections 6 and 8, Core sections 10 and 11.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any as Json

from clientsmith.document import Node
from clientsmith.normalize import limits
from clientsmith.normalize.context import Context
from clientsmith.normalize.shapes import ANNOTATIONS, OPEN_LISTS, Shape, identity
from clientsmith.normalize.vocabulary import UNCHECKED

_LOWER = {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}

_UPPER = {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"}

_COUNTS = {"minLength", "minItems", "minProperties", "maxLength", "maxItems", "maxProperties"}

_BOUNDS = _LOWER | _UPPER | {"multipleOf"}

_TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")

_NOT_NULL = frozenset(_TYPES) - {"null"}

_LENIENT_TYPES = {
    "bool": "boolean",
    "int": "integer",
    "int32": "integer",
    "int64": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "decimal": "number",
    "str": "string",
    "text": "string",
    "date": "string",
    "datetime": "string",
    "date-time": "string",
    "timestamp": "string",
    "uuid": "string",
    "list": "array",
    "map": "object",
    "dict": "object",
    "json": "object",
}


def absorb(context: Context, shape: Shape, node: Node, *, with_unions: bool) -> None:
    """Intersect `shape` with the keywords of `node` itself."""
    value = node.value
    context.read.add(id(value))
    for key in value:
        if key in ANNOTATIONS:
            continue
        match key:
            case "type":
                _absorb_type(context, shape, node)
            case "properties":
                for name, child in _named(context, node, "properties"):
                    shape.properties.setdefault(name, []).append(child)
            case "required":
                _absorb_required(context, shape, node)
            case "enum" | "const":
                _absorb_values(context, shape, node, key)
            case "oneOf" | "anyOf":
                if type(value[key]) is not list:
                    context.malformed(node, key, "a list of schemas")
                elif with_unions and value[key]:
                    shape.unions.append((node, key))
            case "additionalProperties" | "unevaluatedProperties":
                if value[key] is False:
                    shape.closed = True
                else:
                    shape.additional.extend(_child(node, key))
            case "patternProperties":
                for name, child in _named(context, node, key):
                    shape.patterns.setdefault(name, []).append(child)
            case "items":
                if value[key] is False:
                    shape.no_items = True
                elif type(value[key]) is list:  # JSON Schema before 2020-12
                    shape.prefix = shape.prefix or list(context.elements(node, key))
                else:
                    shape.items.extend(_child(node, key))
            case "additionalItems":
                if type(value.get("items")) is list:
                    shape.no_items = shape.no_items or value[key] is False
                    if value[key] is not False:
                        shape.items.extend(_child(node, key))
            case "prefixItems":
                shape.prefix = shape.prefix or list(context.elements(node, key))
            case "format":
                shape.format = shape.format or context.string(node, key)
            case "contentMediaType":
                shape.media_type = shape.media_type or context.string(node, key)
            case "contentEncoding":
                shape.encoding = shape.encoding or context.string(node, key)
            case "pattern":
                text = context.string(node, key)
                if text:
                    shape.bounds.setdefault(key, text)
            case "uniqueItems":
                if context.flag(node, key):
                    shape.bounds[key] = True
            case _ if key in _BOUNDS:
                _absorb_bound(context, shape, node, key)
            case "propertyNames" if (names := limits.of_names(context, node)) is not None:
                shape.bounds.setdefault(key, names)
            case "dependentRequired" if (pairs := limits.dependent(node)) is not None:
                shape.bounds[key] = (*shape.bounds.get(key, ()), *pairs)
            case _ if key in UNCHECKED:
                context.note(
                    "schema/keyword",
                    node.get(key) or node,
                    f"`{key}` has no counterpart in types; it is not checked",
                    drops="lost",
                )
            case _ if key in OPEN_LISTS and not shape.known:
                listed = value[key]
                if type(listed) is list and all(type(one) is str for one in listed):
                    shape.known, shape.known_node = list(listed), node
            case _:
                pass
    if value.get("nullable") is True:
        _say_null(shape, node, True)


def _child(node: Node, key: str) -> list[Node]:
    """The member `key` as a list of one."""
    child = node.get(key)
    return [] if child is None else [child]


def _named(context: Context, node: Node, key: str) -> Iterable[tuple[str, Node]]:
    """The members of an object of schemas; unlike elsewhere, `x-` is an ordinary name here."""
    inner = context.mapping(node, key)
    return () if inner is None else inner.items()


def join(context: Context, shape: Shape, other: Shape) -> None:
    """Intersect `shape` with another one, but for its unions and bases."""
    shape.never = shape.never or other.never
    shape.binary = shape.binary or other.binary
    shape.closed = shape.closed or other.closed
    shape.no_items = shape.no_items or other.no_items
    if other.types is not None:
        _narrow_types(context, shape, list(other.types), other.node)
    if other.nullable is not None:
        _say_null(shape, other.node, other.nullable)
    if other.values is not None and other.values_node is not None:
        _narrow_values(
            context, shape, other.values, other.values_node, other.node, constant=other.constant
        )
    for name, nodes in other.properties.items():
        _add(shape.properties.setdefault(name, []), nodes)
    for name, nodes in other.patterns.items():
        _add(shape.patterns.setdefault(name, []), nodes)
    shape.required.update(other.required)
    _add(shape.additional, other.additional)
    _add(shape.items, other.items)
    shape.prefix = shape.prefix or other.prefix
    shape.format = shape.format or other.format
    shape.media_type = shape.media_type or other.media_type
    shape.encoding = shape.encoding or other.encoding
    for key, bound in other.bounds.items():
        _tighten(shape, key, bound)
    if other.known and not shape.known:
        shape.known, shape.known_node = other.known, other.known_node


def _add(nodes: list[Node], more: list[Node]) -> None:
    """Add what is not there; a schema may be reached by several ways."""
    if not nodes:
        nodes.extend(more)
        return
    for node in more:
        if all(node.pointer != other.pointer for other in nodes):
            nodes.append(node)


def _absorb_type(context: Context, shape: Shape, node: Node) -> None:
    """`type` (JSON Schema 2020-12 Validation, section 6.1.1)."""
    given = node.value["type"]
    if type(given) is str and given in _NOT_NULL and shape.types is None:
        _say_null(shape, node, False)
        shape.types = (given,)
        return
    if given is None:  # an unquoted null in YAML
        given = "null"
    listed = given if type(given) is list else [given]
    found: dict[str, None] = {}
    for one in listed:
        name = one if type(one) is str else "null" if one is None else ""
        lowered = name.lower()
        if name not in _TYPES:
            replacement = lowered if lowered in _TYPES else _LENIENT_TYPES.get(lowered)
            if lowered == "file":
                shape.binary = True
                replacement = "string"
            context.warn(
                "schema/type",
                node.get("type") or node,
                f"{_quoted(one)} is not a type of JSON Schema; "
                + (f"taken as `{replacement}`" if replacement else "taken as any value"),
                "use one of " + ", ".join(_TYPES),
            )
            if replacement is None:
                return
            name = replacement
        found[name] = None
    if not found:
        return
    _say_null(shape, node, "null" in found)
    types = [name for name in found if name != "null"]
    if "number" in types and "integer" in types:
        types.remove("integer")
    _narrow_types(context, shape, types, node)


def _narrow_types(context: Context, shape: Shape, types: list[str], node: Node) -> None:
    """Keep the types that are also among `types`, those of `node`."""
    if shape.types is None:
        shape.types = tuple(types)
        return
    common = [name for name in shape.types if name in types]
    if not common and "integer" in (*shape.types, *types) and "number" in (*shape.types, *types):
        common = ["integer"]
    if not common and shape.types and types:
        context.warn(
            "schema/contradiction",
            node.get("type") or node,
            f"`type: {', '.join(types)}` contradicts `{', '.join(shape.types)}` of another part "
            "of the same `allOf`: no value satisfies both; the latter is used",
            drops="lost",
        )
        return
    shape.types = tuple(common)


def _say_null(shape: Shape, node: Node, allowed: bool) -> None:
    """Whether null is allowed: all must agree, but the schema's own word on it beats its parts'.

    Documents write `type: [object, "null"], allOf: [{$ref: ...}]` (before 3.1 `nullable: true`),
    and mean it.
    """
    if node.pointer == shape.node.pointer:
        shape.nullable = (shape.nullable is True and shape.own_null) or allowed
        shape.own_null = True
    elif not shape.own_null:
        shape.nullable = allowed if shape.nullable is None else shape.nullable and allowed


def _absorb_required(context: Context, shape: Shape, node: Node) -> None:
    """`required` of an object; the boolean of JSON Schema 3 says nothing here."""
    if type(node.value["required"]) is bool:
        context.warn(
            "schema/required",
            node.get("required") or node,
            "`required` is a list of property names of the enclosing object; a boolean has "
            "no effect",
            drops="omitted",
        )
        return
    for name in context.strings(node, "required"):
        shape.required[name] = None


def _absorb_values(context: Context, shape: Shape, node: Node, key: str) -> None:
    """`enum` and `const` (JSON Schema 2020-12 Validation, sections 6.1.2 and 6.1.3)."""
    value = node.value[key]
    if key == "enum":
        if type(value) is not list:
            context.malformed(node, key, "a list")
            return
        if not value:
            context.warn(
                "schema/enum-empty",
                node.get(key) or node,
                "an empty `enum` allows no value; ignored",
                drops="lost",
            )
            return
        listed = value
    else:
        listed = [value]
    has_null = any(one is None for one in listed)
    if has_null:  # whatever `type` says: documents that list null mean it
        _say_null(shape, node, True)
    values = [one for one in listed if one is not None]
    constant = key == "const" or (len(values) == 1 and node.value.get("x-stainless-const") is True)
    _narrow_values(context, shape, values, node, node.get(key) or node, constant=constant)


def _narrow_values(
    context: Context, shape: Shape, values: list[Json], holder: Node, where: Node, *, constant: bool
) -> None:
    """Keep the values that are also among `values`."""
    if shape.values is None:
        shape.values = list(values)
        shape.values_node = holder
        shape.constant = constant
        return
    allowed = {identity(one): None for one in values}
    common = [one for one in shape.values if identity(one) in allowed]
    if not common and shape.values and values:
        context.warn(
            "schema/contradiction",
            where,
            f"`{'const' if constant else 'enum'}` has no value in common with the other parts of "
            "the same `allOf`; ignored",
            drops="lost",
        )
        return
    if len(common) < len(shape.values) or constant:
        shape.constant = constant
    shape.values = common


def _absorb_bound(context: Context, shape: Shape, node: Node, key: str) -> None:
    """Keep the tighter of two bounds."""
    value = node.value[key]
    if type(value) not in (int, float) or (type(value) is float and not math.isfinite(value)):
        context.malformed(node, key, "a number")
        return
    if key in _COUNTS:
        value = int(value)
    _tighten(shape, key, value)


def _tighten(shape: Shape, key: str, value: Json) -> None:
    """Keep the tighter of two bounds; of two patterns the first."""
    other = shape.bounds.get(key)
    if other is not None and key in ("pattern", "propertyNames"):
        return
    if other is not None and key in ("dependentRequired", "alternatives"):
        value = (*other, *(one for one in value if one not in other))
    if other is not None and key in _LOWER:
        value = max(value, other)
    elif other is not None and key in _UPPER:
        value = min(value, other)
    shape.bounds[key] = value


def _quoted(value: Json) -> str:
    text = repr(value)
    return f"`{text if len(text) < 40 else text[:37] + '...'}`"
