"""Example values for types: what generated tests send and documentation shows.

The document's own examples and defaults come first where they fit the type; else a value is made
up from the format, the constraints and the property's name. The same type always gives the same
value. Names are those of the wire, values are JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any as Json
from typing import TypeAlias, assert_never

import msgspec

from clientsmith import ir
from clientsmith.samples.checking import fits
from clientsmith.samples.members import with_member
from clientsmith.samples.scalars import distinct, number, string

__all__ = [
    "example_members",
    "fits",
    "sample",
    "sample_media",
    "sample_page",
    "sample_parameter",
    "sample_property",
]

_SCALARS = (ir.String, ir.Boolean, ir.Integer, ir.Number, ir.Const)
_MAX_DEPTH = 12
"""Levels of nesting after which optional parts are left out and lists stay empty."""
_MAX_MEMBERS = 1000
"""Members of a value after which the same holds: what contains each other several times over
would grow with a power of its depth."""
_HARD = 20
"""How many times as many there are at most, where all of them are required."""


class Made(msgspec.Struct, frozen=True):
    """A value of an object of which nothing had to be left out."""

    value: Json
    members: int
    """How many were made for it."""
    depths: tuple[int, int]
    """How deep it stood, in objects and in types."""


Known: TypeAlias = dict[tuple[ir.Pointer, bool], Made]
"""What was made of the objects of one API, with and without optional properties."""


def sample(
    type: ir.Type,
    schemas: Mapping[ir.Pointer, ir.Schema],
    *,
    full: bool,
    known: Known | None = None,
) -> Json:
    """A value of `type`; with `full` optional properties too, else only the required ones.

    `known` is for those who ask for many. Raises KeyError when the type refers to a schema that is
    not in `schemas`.
    """
    return _Sampler(schemas, full, known).value(type, "value")


def sample_property(
    property: ir.Property, schemas: Mapping[ir.Pointer, ir.Schema], *, full: bool
) -> Json:
    """A value of a property, by its own examples first."""
    return _Sampler(schemas, full).member(property)


def sample_parameter(
    parameter: ir.Parameter, schemas: Mapping[ir.Pointer, ir.Schema], *, full: bool = True
) -> Json:
    """A value of a parameter; never empty in a path, where an empty segment is another route, and
    without the characters in a header that HTTP has no place for."""
    sampler = _Sampler(schemas, full)
    found = sampler.documented(parameter.docs, parameter.default, parameter.type)
    in_header = parameter.location == "header" and isinstance(found, str)
    if found is msgspec.UNSET or found is None or (in_header and not _is_field_value(found)):
        found = sampler.value(parameter.type, parameter.name.wire)
    if parameter.location == "path" and (
        found is None or found in ("", ".", "..", [], {}) or isinstance(found, list | dict)
    ):
        found = sampler.value(parameter.type, parameter.name.wire)
    if parameter.location == "path" and found in ("", None, {}):
        schema = schemas.get(parameter.type.pointer) if isinstance(parameter.type, ir.Ref) else None
        members = schema.members if isinstance(schema, ir.Enum) else ()
        found = next((it.value for it in members if it.value), parameter.name.wire)
    return found


def _is_field_value(text: str) -> bool:
    """Whether a header can have it: no control characters, nothing beyond ISO 8859-1."""
    return text.isprintable() and all(ord(character) < 0x100 for character in text)


def sample_media(
    media: ir.MediaType,
    schemas: Mapping[ir.Pointer, ir.Schema],
    *,
    full: bool,
    known: Known | None = None,
) -> Json:
    """A value of a body: the document's example of it, if it fits, else one of its type."""
    sampler = _Sampler(schemas, full, known)
    for example in media.examples:
        if full and fits(example.value, media.type, schemas):
            return example.value
    return sampler.value(media.type, "body")


def example_members(
    media: ir.MediaType, schemas: Mapping[ir.Pointer, ir.Schema], *, full: bool
) -> Mapping[str, Json]:
    """The members of the document's example of a body; without `full` those with plain values."""
    if not media.examples:
        return {}
    if full:
        found = sample_media(media, schemas, full=True)
        return found if isinstance(found, dict) else {}
    fitting = (it.value for it in media.examples if fits(it.value, media.type, schemas))
    found = next(fitting, None)
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str | int | float)}


def sample_page(
    page: ir.Page,
    items: list[Json],
    schemas: Mapping[ir.Pointer, ir.Schema],
    *,
    full: bool,
    known: Known | None = None,
) -> Json:
    """A page with these items."""
    if not page.items:
        return items
    sampler = _Sampler(schemas, full, known)
    found: dict[str, Json] = {}
    is_own = any(one.name.wire == page.items for one in page.properties)
    head = page.items if is_own else page.items.partition(".")[0]
    for one in page.properties:
        if one.name.wire == head and is_own:
            found[head] = items
        elif one.required or full or one.name.wire == head:
            found[one.name.wire] = sampler.member(one)
    return found if is_own else with_member(found, page.items, items)


class _Sampler:
    """One call; `_open` are the objects being made, so that recursion ends, and `_members` counts
    what was made, so that it ends soon."""

    def __init__(
        self, schemas: Mapping[ir.Pointer, ir.Schema], full: bool, known: Known | None = None
    ) -> None:
        self._schemas = schemas
        self._full = full
        self._known = {} if known is None else known
        self._open: list[ir.Pointer] = []
        self._depth = 0
        self._members = 0
        self._cuts = 0
        """How often something was left out because of where it stands."""

    def member(self, property: ir.Property) -> Json:
        found = self.documented(property.docs, property.default, property.type)
        if found is not msgspec.UNSET:
            return found
        return self.value(property.type, property.name.wire)

    def documented(self, docs: ir.Docs, default: Json, type: ir.Type) -> Json:
        """The first example, or the default, that fits the type; UNSET when none does."""
        for example in docs.examples:
            if fits(example.value, type, self._schemas) and example.value is not None:
                return example.value
        if (
            default is not msgspec.UNSET
            and default is not None
            and fits(default, type, self._schemas)
        ):
            return default
        return msgspec.UNSET

    def value(self, type: ir.Type, name: str) -> Json:
        """A made-up value; `name` is what a plain string says."""
        self._depth += 1
        try:
            return self._value(type, name)
        finally:
            self._depth -= 1

    def _value(self, type: ir.Type, name: str) -> Json:
        match type:
            case ir.String():
                return string(type, name)
            case ir.Ref():
                return self._schema(self._schemas[type.pointer], name)
            case ir.Nullable():
                if self._closed(type.type):
                    return None
                return self.value(type.type, name)
            case ir.Boolean():
                return True
            case ir.Integer():
                return int(number(type.constraints, whole=True))
            case ir.Any():
                return {}
            case ir.Never() | ir.Null():
                return None
            case ir.Number():
                return number(type.constraints, whole=False)
            case ir.Binary():
                return "Example data"
            case ir.Const():
                return type.value
            case ir.Array():
                return self._array(type, name)
            case ir.Tuple():
                return [self.value(one, name) for one in type.items]
            case ir.Map():
                return self._map(type)
            case ir.Union():
                return self._union(type, name)
            case _ as never:
                assert_never(never)

    def _array(self, type: ir.Array, name: str) -> Json:
        limits = type.constraints
        least = (limits.min_items if limits else None) or 0
        if self._closed(type.items) and least == 0:
            return []
        most = limits.max_items if limits else None
        count = max(least, 1) if most is None else min(max(least, 1), most)
        first = self.value(type.items, name)
        if limits and limits.unique_items and count > 1:
            return distinct(first, min(count, 50))
        return [first] * min(count, 50)

    def _map(self, type: ir.Map) -> Json:
        if self._closed(type.values):
            return {}
        return {"foo": self.value(type.values, "foo")}

    def _union(self, type: ir.Union, name: str) -> Json:
        """The first variant that is not being made already, with its tag."""
        index = next((at for at, one in enumerate(type.variants) if not self._closed(one)), 0)
        return self._variant(type, index, name)

    def _way_out(self, type: ir.Type, name: str) -> Json:
        """A value of a type that is being made already: a variant that does not lead back."""
        if not isinstance(type, ir.Union):
            return None
        for index, one in enumerate(type.variants):
            is_object = isinstance(one, ir.Ref) and isinstance(
                self._schemas[one.pointer], ir.Object | ir.Enum
            )
            if isinstance(one, _SCALARS) or (is_object and not self._closed(one)):
                return self._variant(type, index, name)
        return None

    def _variant(self, type: ir.Union, index: int, name: str) -> Json:
        found = self.value(type.variants[index], name)
        tags = type.discriminator
        if tags is not None and isinstance(found, dict):
            values = [value for value, at in tags.mapping if at == index]
            if values and found.get(tags.property) not in values:
                found = {**found, tags.property: values[0]}
        return found

    def _schema(self, schema: ir.Schema, name: str) -> Json:
        match schema:
            case ir.Enum():
                return schema.members[0].value if schema.members else name
            case ir.Alias():
                found = self.documented(schema.docs, msgspec.UNSET, schema.type)
                if found is not msgspec.UNSET and self._full:
                    return found
                if self._depth > 4 * _MAX_DEPTH:
                    self._cuts += 1
                    return None
                if schema.pointer in self._open:
                    self._cuts += 1
                    return self._way_out(schema.type, name)
                self._open.append(schema.pointer)
                try:
                    return self.value(schema.type, name)
                finally:
                    self._open.pop()
            case ir.Object():
                return self._object(schema)
            case _ as never:
                assert_never(never)

    def _object(self, schema: ir.Object) -> Json:
        key = schema.pointer, self._full
        made = self._known.get(key)
        if made is not None and self._has_room(made):
            self._members += made.members
            return made.value
        if (
            schema.pointer in self._open
            or self._depth > 4 * _MAX_DEPTH
            or self._members > _HARD * _MAX_MEMBERS
        ):
            self._cuts += 1
            return {}
        depths = len(self._open), self._depth
        cuts, members = self._cuts, self._members
        self._open.append(schema.pointer)
        try:
            found: dict[str, Json] = {}
            for one in schema.properties:
                optional = not one.required
                if optional and (not self._full or self._closed(one.type)):
                    continue
                if optional and len(self._open) > _MAX_DEPTH:
                    continue
                self._members += 1
                found[one.name.wire] = self.member(one)
        finally:
            self._open.pop()
        if cuts == self._cuts:
            self._known[key] = Made(found, self._members - members, depths)
        return found

    def _has_room(self, made: Made) -> bool:
        """Whether nothing would have to be left out of it here either."""
        is_near = len(self._open) <= made.depths[0] and self._depth <= made.depths[1]
        return is_near and self._members + made.members <= _MAX_MEMBERS

    def _closed(self, type: ir.Type) -> bool:
        """Whether a value of this type would contain what is being made at the moment."""
        if len(self._open) > _MAX_DEPTH or self._members > _MAX_MEMBERS:
            self._cuts += 1
            return isinstance(type, ir.Ref | ir.Union | ir.Array | ir.Map)
        match type:
            case ir.Ref():
                is_open = type.pointer in self._open
                self._cuts += is_open
                return is_open
            case ir.Nullable():
                return self._closed(type.type)
            case ir.Union():
                return all(self._closed(one) for one in type.variants)
            case ir.Tuple():
                return any(self._closed(one) for one in type.items)
            case _:
                return False
