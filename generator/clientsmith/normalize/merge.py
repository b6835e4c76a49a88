"""The algebra of `allOf`: several schemas that hold together become one shape.

JSON Schema 2020-12 says that a value must satisfy every schema of `allOf`, the target of `$ref`
and the keywords beside them. A `Shape` is their intersection, keyword by keyword: types and enums
are intersected, properties and `required` united, bounds tightened. A property that several
schemas declare keeps all its declarations, to be intersected in turn.

Nothing here recurses: nesting is walked with an explicit stack, and a schema counts once, so
cycles end by themselves. A base whose shape is known is joined as a whole, which keeps long chains
of inheritance linear.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.keywords import absorb, join
from clientsmith.normalize.shapes import Shape

_COMPOSING = frozenset(("allOf", "$ref", "$dynamicRef"))


def shape_of(
    context: Context, node: Node, parts: Iterable[Node] = (), *, known: dict[str, Shape]
) -> Shape:
    """The intersection of `parts` (of `node` alone, if there are none) and all they refer to.

    `known` are finished shapes by pointer; what is not among them is looked at in full.
    """
    shape = Shape(node)
    if not parts and is_alone(node):
        with_unions = not _leads_back(context, node, {node.pointer: None})
        absorb(context, shape, node, with_unions=with_unions)
    else:
        _gather(context, shape, tuple(parts) or (node,), {}, known)
    return shape


def is_alone(node: Node) -> bool:
    """Whether a schema is composed of no others."""
    return type(node.value) is dict and _COMPOSING.isdisjoint(node.value)


def combine(context: Context, base: Shape, variant: Node, known: dict[str, Shape]) -> Shape:
    """The intersection of a variant of a union with the keywords beside the union."""
    shape = msgspec.structs.replace(
        base,
        node=variant,
        properties={name: list(nodes) for name, nodes in base.properties.items()},
        required=dict(base.required),
        additional=list(base.additional),
        patterns={pattern: list(nodes) for pattern, nodes in base.patterns.items()},
        items=list(base.items),
        bounds=dict(base.bounds),
        bases=list(base.bases),
        unions=[],
        own_null=False,
    )
    _gather(context, shape, (variant,), {base.node.pointer: None}, known)
    return shape


def bases_of(context: Context, node: Node) -> list[Node]:
    """The schemas that `node` refers to by itself or in its `allOf`."""
    value = node.value
    if type(value) is not dict or ("allOf" not in value and "$ref" not in value):
        return []
    holders = [node]
    holders.extend(context.elements(node, "allOf"))
    found = []
    for holder in holders:
        if type(holder.value) is dict and "$ref" in holder.value:
            target = context.target(holder)
            if target is not None:
                found.append(target)
    return found


def _gather(
    context: Context,
    shape: Shape,
    nodes: Iterable[Node],
    seen: dict[str, None],
    known: dict[str, Shape],
) -> None:
    """Absorb `nodes` and everything they refer to, bases first; each schema once."""
    stack: list[tuple[Node, bool]] = [(node, True) for node in nodes][::-1]
    while stack:
        node, expand = stack.pop()
        value = node.value
        if not expand:
            absorb(context, shape, node, with_unions=not _leads_back(context, node, seen))
            continue
        if node.pointer in seen:
            continue
        seen[node.pointer] = None
        if type(value) is not dict:
            if value is False:
                shape.never = True
            elif value is not True:
                context.warn(
                    "schema/invalid",
                    node,
                    "a schema must be an object or a boolean; taken as any value",
                )
            continue
        whole = known.get(node.pointer)
        if whole is not None:
            join(context, shape, whole)
            shape.unions.extend(
                union for union in whole.unions if not _leads_back(context, union[0], seen)
            )
            continue
        stack.extend(_expanded(context, shape, node)[::-1])


def _expanded(context: Context, shape: Shape, node: Node) -> list[tuple[Node, bool]]:
    """What `node` is made of, in the document's order, and whether that is to be expanded too."""
    value = node.value
    if is_alone(node):
        return [(node, False)]
    result: list[tuple[Node, bool]] = []
    own_at: int | None = None
    for key in value:
        if key == "$ref" or key == "$dynamicRef":
            target = context.target(node, key)
            if target is not None:
                shape.bases.append(target)
                result.append((target, True))
        elif key == "allOf":
            result.extend((element, True) for element in context.elements(node, "allOf"))
        elif key == "properties":
            own_at = len(result)
    own = (node, False)
    result.insert(len(result) if own_at is None else own_at, own)
    return result


def _leads_back(context: Context, node: Node, seen: dict[str, None]) -> bool:
    """Whether a union of `node` refers to a schema that is being merged: a base lists its heirs."""
    for keyword in ("oneOf", "anyOf"):
        union = node.get(keyword) if keyword in node.value else None
        for variant in union.elements() if union is not None else ():
            if type(variant.value) is dict and "$ref" in variant.value:
                target = context.target(variant)
                if target is not None and target.pointer in seen:
                    return True
    return False
