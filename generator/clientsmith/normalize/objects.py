"""Objects with properties. Documents repeat many word for word: those are read once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any as Json

import msgspec

from clientsmith import ir, pointers
from clientsmith.document import Node
from clientsmith.normalize import limits
from clientsmith.normalize.docs import default_of
from clientsmith.normalize.properties import is_of_its_place, properties_of, property_of
from clientsmith.normalize.shapes import Shape

if TYPE_CHECKING:
    from clientsmith.normalize.schemas import Schemas

_PLAIN = frozenset(
    (
        *("type", "properties", "required", "additionalProperties"),
        *("title", "description", "deprecated", "default", "example", "examples"),
    )
)
"""Keywords of objects that mean the same wherever they stand."""
_TYPES: tuple[Json, ...] = ("object", ["object"])
_TYPES_WITH_NULL: tuple[Json, ...] = (["object", "null"], ["null", "object"])


def object_of(schemas: Schemas, shape: Shape, pointer: str) -> ir.Object:
    """The entry of an object at `pointer`."""
    context, node = schemas.context, shape.node
    for one in shape.required:
        if one not in shape.properties:
            context.note(
                "schema/required",
                node.get("required") or node,
                f"`{one}` is required but not declared; it is only reachable as an "
                "undeclared member",
            )
    name, origin, docs = schemas.named(pointer, node)
    return ir.Object(
        pointer=pointer,
        name=name,
        origin=origin,
        properties=properties_of(schemas, shape, pointer),
        additional=schemas.additional(shape, pointer) if shape.additional else None,
        patterns=tuple(
            (
                pattern,
                schemas.type_of_all(
                    nodes, f"{pointer}/patternProperties/{pointers.escape(pattern)}"
                ),
            )
            for pattern, nodes in shape.patterns.items()
        ),
        bases=tuple(dict.fromkeys(base.pointer for base in shape.bases)),
        constraints=limits.constraints(shape, "object"),
        default=default_of(node),
        docs=docs,
    )


# --- those that stand several times ---


def null_of_plain(node: Node) -> bool | None:
    """Whether an object that means the same at every place allows null; None: it is none."""
    value = node.value
    if (
        type(value) is not dict
        or not value.get("properties")
        or not _PLAIN.issuperset(value)
        or type(value["properties"]) is not dict
        or type(value.get("additionalProperties", True)) is not bool
        or node.pointer[0] != "#"
    ):
        return None
    types = value.get("type", "object")
    if types in _TYPES:
        return False
    return True if types in _TYPES_WITH_NULL else None


class Known(msgspec.Struct):
    """What is made of a plain object that may stand at other places, too."""

    entry: ir.Object
    schema: dict[str, Json]
    _own: dict[str, tuple[int, ir.Property]] | None = None

    @property
    def own(self) -> dict[str, tuple[int, ir.Property]]:
        """The properties that are to be made at each place, with their index."""
        if self._own is None:
            held = self.schema["properties"]
            self._own = {
                one.name.wire: (index, one)
                for index, one in enumerate(self.entry.properties)
                if is_of_its_place(held[one.name.wire])
            }
        return self._own


def plain_object(schemas: Schemas, node: Node, known: Known) -> ir.Object:
    """The entry of a plain object that says the same as the one that is `known`."""
    context, value = schemas.context, node.value
    context.read.add(id(value))
    held = value["properties"]
    shared = [id(schema) for name, schema in held.items() if name not in known.own]
    context.read.update(shared)
    context.told.update(shared)
    found = list(known.entry.properties)
    for index, first in known.own.values():
        key = first.name.wire
        pointer = f"{node.pointer}/properties/{pointers.escape(key)}"
        inner = Node(held[key], pointer, node.document)
        made = property_of(schemas, key, [inner], first.required, node.pointer)
        assert made is not None  # nothing was left out of the first
        found[index] = made
    name, origin, docs = schemas.named(node.pointer, node)
    return ir.Object(
        pointer=node.pointer,
        name=name,
        origin=origin,
        properties=tuple(found),
        additional=known.entry.additional,
        constraints=known.entry.constraints,
        default=known.entry.default,
        docs=docs,
    )
