"""Shapes that leave no value.

Unions hold together with what is beside them, and with other unions. Of their combinations most can
be none: a paragraph whose `type` is `heading`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from clientsmith.document import Node
from clientsmith.normalize.shapes import Shape, identity

if TYPE_CHECKING:
    from clientsmith.normalize.schemas import Schemas

T = TypeVar("T")


def possible(schemas: Schemas, shapes: list[tuple[Shape, T]]) -> list[tuple[Shape, T]]:
    """Those that leave a value, each with what belongs to it.

    Where none does, that is a mistake, and nobody knows which part of it is meant: then all.
    """
    return [it for it in shapes if not _is_impossible(schemas, it[0])] or shapes


def _is_impossible(schemas: Schemas, shape: Shape) -> bool:
    """Whether a required property has to have two values at once."""
    for name in shape.required:
        nodes = shape.properties.get(name, ())
        allowed: set[tuple[str, str]] | None = None
        for node in nodes if len(nodes) > 1 else ():
            values = _values(schemas, node)
            if values is not None:
                allowed = values if allowed is None else allowed & values
        if allowed is not None and not allowed:
            return True
    return False


def _values(schemas: Schemas, node: Node) -> set[tuple[str, str]] | None:
    """The only values that a schema allows, where it lists them."""
    reduced = schemas.reduce(node)
    if reduced is None or type(reduced.node.value) is not dict or reduced.nullable:
        return None
    shape = schemas.shape(reduced.node)
    if shape.values is None or shape.nullable:
        return None
    return {identity(value) for value in shape.values}
