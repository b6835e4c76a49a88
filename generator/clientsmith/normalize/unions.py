"""Unions: `oneOf`, `anyOf`, `type: [a, b]`.

Variants are collected while schemas are built; `tagging` flattens unions of unions and finds the
tags afterwards, because both need all variants to be known.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod
from typing import TYPE_CHECKING
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize import limits
from clientsmith.normalize.context import Context
from clientsmith.normalize.discriminators import Tags, tags_of
from clientsmith.normalize.enums import distinct
from clientsmith.normalize.impossible import possible
from clientsmith.normalize.merge import combine
from clientsmith.normalize.shapes import Shape, substantive

if TYPE_CHECKING:
    from clientsmith.normalize.schemas import Schemas

_MAX_COMBINATIONS = 64
"""Of the variants of several unions in one schema."""

_CONDITIONS = frozenset(
    (
        "required",
        "not",
        "if",
        "then",
        "else",
        "minProperties",
        "maxProperties",
        "dependentRequired",
        "minLength",
        "maxLength",
        "pattern",
        "minimum",
        "maximum",
        "format",
        "uniqueItems",
        "minItems",
        "maxItems",
        "type",
        "additionalProperties",
    )
)


def prepare(context: Context, shape: Shape) -> None:
    """Decide what the unions of a shape are: enums, conditions beyond types, or real unions."""
    kept: list[tuple[Node, str]] = []
    for holder, keyword in shape.unions:
        elements = [*context.elements(holder, keyword)]
        real = [element for element in elements if not _only_null(element)]
        if len(real) < len(elements):
            for element in elements:
                if _only_null(element):
                    context.use(element)
            shape.nullable = True
        groups = limits.alternatives(context, real, keyword) if real else None
        if groups is not None:
            shape.bounds["alternatives"] = (*shape.bounds.get("alternatives", ()), groups)
        elif real and all(_condition_only(element, shape) for element in real):
            context.note(
                "schema/keyword",
                holder.get(keyword) or holder,
                f"the alternatives of `{keyword}` only add conditions; they are not checked",
                drops="lost",
            )
        elif real and not shape.properties and all(_enumerated(element) for element in real):
            _as_enum(context, shape, holder, keyword, real)
            return
        elif real:
            kept.append((holder, keyword))
    if len(kept) > 1 and prod(len(_real(context, *it)) for it in kept) > _MAX_COMBINATIONS:
        context.warn(
            "schema/several-unions",
            kept[1][0].get(kept[1][1]) or kept[1][0],
            "several `oneOf`/`anyOf` hold together here, in more combinations than anybody could "
            "tell apart; only the first makes variants",
            "write one union of the combinations that there are",
            drops="lost",
        )
        del kept[1:]
    shape.unions = kept


def _real(context: Context, holder: Node, keyword: str) -> list[Node]:
    """The variants of a union but for null."""
    return [it for it in context.elements(holder, keyword) if not _only_null(it)]


def _only_null(element: Node) -> bool:
    value = element.value
    return type(value) is dict and (
        value.get("type") == "null"
        or value.get("type") == ["null"]
        or value.get("enum") == [None]
        or ("const" in value and value["const"] is None)
    )


def _condition_only(element: Node, shape: Shape) -> bool:
    """Whether a variant declares nothing: it only restricts what is declared beside the union."""
    value = element.value
    if type(value) is not dict:
        return value is True
    keys = substantive(value)
    if shape.types is None and not shape.properties:
        return all(key in ("required", "not", "dependentRequired") for key in keys)
    if any(key not in _CONDITIONS for key in keys):
        return False
    return "type" not in keys or value["type"] == "object" or value["type"] in (shape.types or ())


def _enumerated(element: Node) -> bool:
    """Whether a variant lists its values on the spot."""
    value = element.value
    if type(value) is not dict or any(
        key not in ("type", "const", "enum") for key in substantive(value)
    ):
        return False
    if "const" in value:
        return type(value["const"]) in (str, int, float, bool)
    listed = value.get("enum")
    return (
        type(listed) is list
        and bool(listed)
        and all(type(one) in (str, int, float) for one in listed)
    )


def _as_enum(
    context: Context, shape: Shape, holder: Node, keyword: str, elements: list[Node]
) -> None:
    """`oneOf: [{const: a, title: A}, ...]` is an enum with names and descriptions."""
    values: list[Json] = []
    names: dict[str, str] = {}
    texts: dict[str, str] = {}
    for element in elements:
        value = element.value
        context.use(element)
        context.told.add(id(value))
        listed = [value["const"]] if "const" in value else value["enum"]
        values.extend(listed)
        if len(listed) == 1 and type(listed[0]) is str:
            for key, into in (("title", names), ("description", texts)):
                if type(value.get(key)) is str:
                    into[listed[0]] = value[key]
    facts = {
        "enum": values,
        "x-speakeasy-enums": names,
        "x-speakeasy-enum-descriptions": texts,
    }
    at = f"{holder.pointer}/{keyword}"
    shape.values = distinct(values)
    shape.values_node = Node(facts, at, holder.document)
    shape.constant = len(shape.values) == 1
    shape.unions = []


def union_of(schemas: Schemas, shape: Shape, pointer: str) -> ir.Type:
    """The union of a shape; what the document says of its tags is kept under `pointer`."""
    context = schemas.context
    if len(shape.unions) > 1:
        return _combinations(schemas, shape, pointer)
    holder, keyword = shape.unions[0]
    tags = tags_of(context, holder)
    distribute = bool(shape.properties or shape.patterns or shape.additional)
    written, own = f"{holder.pointer}/{keyword}", f"{pointer}/{keyword}"
    elsewhere = distribute and not f"{written}/".startswith(f"{pointer}/")
    if elsewhere:  # what is made of its variants here is not what is made of them there
        schemas.places.unions[own] = written
    elements = [it for it in context.elements(holder, keyword) if not _only_null(it)]
    if distribute:
        variants: list[ir.Type] = []
        known = schemas.lookup.shapes
        parts = [(combine(context, shape, element, known), element) for element in elements]
        for combined, element in possible(schemas, parts):
            at = own + element.pointer.removeprefix(written) if elsewhere else element.pointer
            made = schemas.core(combined, at)
            variants.append(made)
            reduced = schemas.reduce(element)
            if reduced is not None and reduced.referenced and isinstance(made, ir.Ref):
                tags.aliases[reduced.node.pointer] = made.pointer
    else:
        variants = [schemas.type_of(element) for element in elements]
    schemas.unions[pointer] = tags
    union = simplified(variants)
    limit = limits.constraints(shape, "union")
    if limit is not None and isinstance(union, ir.Union):
        return msgspec.structs.replace(union, constraints=limit)
    return union


def _combinations(schemas: Schemas, shape: Shape, pointer: str) -> ir.Type:
    """The union of several unions that hold together: each variant of one with each of the others.

    `pointer` has no tags of its own: those of one union do not say which of the others it is.
    """
    context = schemas.context
    parts: list[tuple[Shape, str]] = [(shape, pointer)]
    for number, (holder, keyword) in enumerate(shape.unions):
        following: list[tuple[Shape, str]] = []
        elements = [*context.elements(holder, keyword)]
        for base, place in parts:
            own = f"{place}/{keyword}"
            schemas.places.unions[own] = f"{holder.pointer}/{keyword}"
            for position, element in enumerate(elements):
                if _only_null(element):
                    continue
                context.use(element)
                made = combine(context, base, element, schemas.lookup.shapes)
                if number:
                    made.unions = [*base.unions, *made.unions]
                following.append((made, f"{own}/{position}"))
        parts = following
    schemas.unions[pointer] = Tags()
    return simplified([schemas.core(made, place) for made, place in possible(schemas, parts)])


def simplified(variants: Iterable[ir.Type]) -> ir.Type:
    """A union without repetitions, inner unions and impossible variants; one variant is itself."""
    found: list[ir.Type] = []
    stack = list(variants)[::-1]
    while stack:
        one = stack.pop()
        if isinstance(one, ir.Nullable):
            stack.append(one.type)
        elif isinstance(one, ir.Union):
            stack.extend(one.variants[::-1])
        elif isinstance(one, ir.Any):
            return ir.Any()
        elif not isinstance(one, ir.Never | ir.Null) and one not in found:
            found.append(one)
    if not found:
        return ir.Any()
    return found[0] if len(found) == 1 else ir.Union(variants=tuple(found))


def worth_a_name(schemas: Schemas, shape: Shape) -> bool:
    """Whether two variants are objects, or arrays: telling them apart needs a place in the code."""
    holder, keyword = shape.unions[0]
    objects = arrays = 0
    for element in schemas.context.elements(holder, keyword):
        reduced = schemas.reduce(element)
        if reduced is None or type(reduced.node.value) is not dict:
            continue
        if reduced.node.pointer in schemas.families:
            objects += 1
            continue
        inner = schemas.shape(reduced.node)
        if inner.unions or inner.properties or inner.types == ("object",):
            objects += 1
        elif inner.types == ("array",):
            arrays += 1
    return objects > 1 or arrays > 1
