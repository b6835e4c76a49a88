"""Which unions msgspec can decode by itself, and which need the runtime's `one_of`.

msgspec tells the variants of a union apart by their JSON type alone, so at most one of them may be
an object, one an array and one a string.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from clientsmith import ir
from clientsmith.graph import components
from clientsmith.reach import Mentions


def needs_one_of(kind: ir.Type, schemas: Mapping[ir.Pointer, ir.Schema]) -> bool:
    """Whether a union, nullable or not, is beyond msgspec."""
    while isinstance(kind, ir.Nullable):
        kind = kind.type
    if not isinstance(kind, ir.Union):
        return False
    if len(kind.variants) < 2:
        return True  # there is one only where others are to come, told apart by their tag
    kinds = [_json_type(variant, schemas) for variant in kind.variants]
    if "any" in kinds:  # any value, and models where they fit
        return not {"object", "array", "custom"}.isdisjoint(kinds)
    known = [each for each in kinds if each != "null"]
    return "custom" in known or len(set(known)) < len(known) or {"integer", "number"} <= set(known)


def may_be_unknown(kind: ir.Union, schemas: Mapping[ir.Pointer, ir.Schema]) -> bool:
    """Whether an object can come that is none of the variants and has to be kept as it is."""
    takes_all = kind.discriminator is not None and kind.discriminator.default is not None
    return not takes_all and needs_one_of(kind, schemas)


def recursive_aliases(
    schemas: Mapping[ir.Pointer, ir.Schema], mentions: Mentions
) -> frozenset[ir.Pointer]:
    """The aliases that lead back to themselves through aliases alone."""
    edges = {
        pointer: [it for it in mentions[pointer] if isinstance(schemas.get(it), ir.Alias)]
        for pointer, schema in schemas.items()
        if isinstance(schema, ir.Alias)
    }
    return frozenset(
        pointer
        for group in components(edges, edges)
        for pointer in group
        if len(group) > 1 or pointer in edges[pointer]
    )


def leads_nowhere(kind: ir.Type, schemas: Mapping[ir.Pointer, ir.Schema]) -> bool:
    """Whether a type is a name for a name for ... itself, and so for any value."""
    seen: set[ir.Pointer] = set()
    while isinstance(kind, ir.Ref | ir.Nullable):
        if isinstance(kind, ir.Nullable):
            kind = kind.type
            continue
        if kind.pointer in seen:
            return True
        seen.add(kind.pointer)
        schema = schemas.get(kind.pointer)
        if not isinstance(schema, ir.Alias):
            return False
        kind = schema.type
    return False


def is_apart(kind: ir.Union, schemas: Mapping[ir.Pointer, ir.Schema], *, recursive: bool) -> bool:
    """Whether a named union is decoded by `one_of`, to which the name can be known later."""
    if recursive:
        return _holds_models(kind, schemas)
    return needs_one_of(kind, schemas)


def _holds_models(kind: ir.Type, schemas: Mapping[ir.Pointer, ir.Schema]) -> bool:
    """Whether values of a type have models inside, seen through aliases and containers."""
    seen: set[ir.Pointer] = set()
    stack = [kind]
    while stack:
        match stack.pop():
            case ir.Ref(pointer=pointer) if pointer not in seen:
                seen.add(pointer)
                schema = schemas.get(pointer)
                if isinstance(schema, ir.Object):
                    return True
                if isinstance(schema, ir.Alias):
                    stack.append(schema.type)
            case ir.Array(items=one) | ir.Map(values=one) | ir.Nullable(type=one):
                stack.append(one)
            case ir.Tuple(items=several, rest=rest):
                stack += [*several, *([] if rest is None else [rest])]
            case ir.Union(variants=several):
                stack += several
            case _:
                pass
    return False


def _json_type(kind: ir.Type, schemas: Mapping[ir.Pointer, ir.Schema]) -> str:
    """The JSON type that msgspec goes by; "custom" for what is not plain to it."""
    seen: set[ir.Pointer] = set()
    while True:
        match kind:
            case ir.Ref(pointer=pointer):
                schema = schemas.get(pointer)
                if schema is None or pointer in seen:
                    return "any"
                seen.add(pointer)
                match schema:
                    case ir.Object():
                        plain = schema.additional is None and not schema.patterns
                        return "object" if plain else "custom"
                    case ir.Enum() | ir.Alias():
                        kind = schema.type
                    case _:
                        assert_never(schema)
            case ir.Any() | ir.Never():
                return "any"
            case ir.Null():
                return "null"
            case ir.Boolean():
                return "boolean"
            case ir.Integer():
                return "integer"
            case ir.Number():
                return "number"
            case ir.String() | ir.Binary():
                return "string"
            case ir.Const(value=value):
                return _type_of(value)
            case ir.Array() | ir.Tuple():
                return "array"
            case ir.Map():
                return "object"
            case ir.Nullable() | ir.Union():
                return "custom"
            case _:
                assert_never(kind)


def _type_of(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "any"
        case _:
            return "any"


def tag_attribute(
    kind: ir.Type | None,
    schemas: Mapping[ir.Pointer, ir.Schema],
    attributes: Mapping[ir.Pointer, tuple[str, ...]],
) -> str | None:
    """The attribute by which type checkers tell the variants of a union apart; "" for none.

    Each of them has to be an object with a constant there. None: no object is unknown, for one of
    the variants takes all that are none of the others.
    """
    if not isinstance(kind, ir.Union) or kind.discriminator is None:
        return ""
    if kind.discriminator.default is not None:
        return None
    found: set[str] = set()
    for variant in kind.variants:
        schema = schemas.get(variant.pointer) if isinstance(variant, ir.Ref) else None
        if not isinstance(schema, ir.Object):
            return ""
        names = [
            name
            for prop, name in zip(schema.properties, attributes[schema.pointer], strict=True)
            if prop.name.wire == kind.discriminator.property and isinstance(prop.type, ir.Const)
        ]
        found.update(names or [""])
    return found.pop() if len(found) == 1 else ""
