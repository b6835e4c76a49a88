"""Questions about types and example values of one API."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import cached_property
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.samples import Known
from clientsmith.samples.checking import fits

LONGEST_LIST = 2
"""Members after which lists of examples are cut."""


class Shape(msgspec.Struct, frozen=True):
    """What a type is behind references, aliases and null."""

    type: ir.Type
    nullable: bool
    schema: ir.Object | ir.Enum | None = None


class Schemas:
    """Questions about types of one API."""

    def __init__(self, api: ir.Api) -> None:
        self.all = api.schemas
        self.known: Known = {}
        self._shapes: dict[int, tuple[ir.Type, Shape]] = {}
        """By the identity of a type, which is kept so that no other one gets it."""

    def shape(self, kind: ir.Type) -> Shape:
        """Look behind references; an alias that leads back to itself is any value."""
        found = self._shapes.get(id(kind))
        if found is None:
            found = self._shapes[id(kind)] = kind, self._behind(kind)
        return found[1]

    def _behind(self, kind: ir.Type) -> Shape:
        nullable = False
        seen: set[ir.Pointer] = set()
        while True:
            match kind:
                case ir.Nullable(type=inner):
                    nullable, kind = True, inner
                case ir.Ref(pointer=pointer):
                    schema = self.all.get(pointer)
                    if schema is None or pointer in seen:
                        return Shape(ir.Any(), nullable)
                    seen.add(pointer)
                    if not isinstance(schema, ir.Alias):
                        return Shape(kind, nullable, schema)
                    kind = schema.type
                case _:
                    return Shape(kind, nullable)

    def variant(self, union: ir.Union, value: Json, sent: bool = False) -> ir.Type | None:
        """The variant a value is: by its tag, else the one that knows most of its members.

        A value that is `sent` lacks members that are only read, also where they are required.
        """
        tags = union.discriminator
        if tags is not None and isinstance(value, dict):
            index = dict(tags.mapping).get(str(value.get(tags.property)))
            if index is None and tags.default is not None:
                other = union.variants[tags.default]
                return other if self._known_members(other, value) == len(value) else None
            return None if index is None else union.variants[index]
        schemas = self._sent if sent else self.all
        fitting = [it for it in union.variants if fits(value, it, schemas)]
        if not isinstance(value, dict):
            return next(iter(fitting), None)
        return max(fitting, key=lambda it: self._known_members(it, value), default=None)

    @cached_property
    def _sent(self) -> Mapping[ir.Pointer, ir.Schema]:
        """The schemas, as what is sent to the server has to fit them."""
        return {
            pointer: (
                msgspec.structs.replace(schema, properties=tuple(map(_unread, schema.properties)))
                if isinstance(schema, ir.Object) and any(it.read_only for it in schema.properties)
                else schema
            )
            for pointer, schema in self.all.items()
        }

    def answered(self, kind: ir.Type, value: Json) -> Json:
        """A value without the members that no server sends; those that it must have stay."""
        if not self._has_write_only:
            return value
        shape = self.shape(kind)
        match shape.type, value:
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                unsent = {it.name.wire for it in shape.schema.properties if it.write_only}
                unsent -= {it.name.wire for it in shape.schema.properties if it.required}
                kinds = {it.name.wire: it.type for it in shape.schema.properties}
                other = shape.schema.additional or ir.Any()
                return {
                    name: self.answered(kinds.get(name, other), it)
                    for name, it in value.items()
                    if name not in unsent
                }
            case ir.Array(items=items), list():
                return [self.answered(items, it) for it in value]
            case ir.Map(values=values), dict():
                return {name: self.answered(values, it) for name, it in value.items()}
            case ir.Union(), _:
                chosen = self.variant(shape.type, value)
                return value if chosen is None else self.answered(chosen, value)
            case _:
                return value

    @cached_property
    def _has_write_only(self) -> bool:
        objects = [it for it in self.all.values() if isinstance(it, ir.Object)]
        return any(prop.write_only for it in objects for prop in it.properties)

    def _known_members(self, kind: ir.Type, value: dict[str, Json]) -> int:
        schema = self.shape(kind).schema
        if not isinstance(schema, ir.Object):
            return 0
        return len({prop.name.wire for prop in schema.properties} & value.keys())

    def has_place(self, kind: ir.Type, value: Json) -> bool:
        """Whether a type checker accepts the value: members, constants and null are as declared."""
        shape = self.shape(kind)
        if value is None:
            return shape.nullable or isinstance(shape.type, ir.Any | ir.Null | ir.Never)
        match shape.type, value:
            case ir.Null(), _:
                return False
            case ir.Const(value=constant), _:
                return bool(value == constant)
            case ir.Ref(), _ if isinstance(shape.schema, ir.Enum):
                return value in [it.value for it in shape.schema.members]
            case ir.Ref(), dict() if isinstance(shape.schema, ir.Object):
                return all(
                    (
                        self.has_place(it.type, value[it.name.wire])
                        if it.name.wire in value
                        else it.read_only or not it.required
                    )
                    for it in shape.schema.properties
                )
            case ir.Array(items=items), list():
                return all(self.has_place(items, item) for item in value)
            case ir.Map(values=values), dict():
                return all(self.has_place(values, item) for item in value.values())
            case ir.Union(variants=variants), _:
                return any(self.has_place(variant, value) for variant in variants)
            case ir.Array() | ir.Map() | ir.Ref(), _:
                return False
            case ir.Boolean() | ir.Integer() | ir.Number() | ir.String(), dict() | list():
                return False
            case _:
                return True

    def is_flat(self, kind: ir.Type, value: Json) -> bool:
        """Whether a decoded value of this type is equal to plain Python data."""
        return self.is_flat_shape(self.shape(kind), value)

    def is_flat_shape(self, shape: Shape, value: Json) -> bool:
        """The same for a type that was looked behind already."""
        match shape.type:  # the usual first
            case ir.String() | ir.Boolean() | ir.Integer():
                return True
            case ir.Ref():
                return value is None or isinstance(shape.schema, ir.Enum)
            case ir.Array(items=items) if isinstance(value, list):
                return all(self.is_flat(items, item) for item in value)
            case ir.Tuple(items=items, rest=rest) if isinstance(value, list):
                kinds = [*items, *([rest] * len(value) if rest is not None else [])]
                return all(map(self.is_flat, kinds, value))
            case ir.Map(values=values) if isinstance(value, dict):
                return all(self.is_flat(values, item) for item in value.values())
            case ir.Union():
                chosen = self.variant(shape.type, value)
                return chosen is not None and self.is_flat(chosen, value)
            case ir.Binary():
                return False
            case _:
                return True


def _unread(prop: ir.Property) -> ir.Property:
    return msgspec.structs.replace(prop, required=False) if prop.read_only else prop


_NESTED = (dict, list)


def shortened(value: Json) -> Json:
    """The value with its long lists cut; the same object where there is nothing to cut."""
    if isinstance(value, dict):
        cut = {
            key: short
            for key, item in value.items()
            if type(item) in _NESTED and (short := shortened(item)) is not item
        }
        return {**value, **cut} if cut else value
    if isinstance(value, list):
        items = [shortened(item) for item in value[:LONGEST_LIST]]
        is_whole = len(items) == len(value) and all(map(operator.is_, items, value))
        return value if is_whole else items
    return value
