"""Whether the type checker takes a literal for a type of what is sent."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any as Json
from typing import assert_never

from clientsmith import ir
from clientsmith.targets.typescript.reach import WIDE, Reach

_MAX_DEPTH = 60
"""Levels of a type after which it stops looking and says no."""


class Accepting:
    """Types as callers pass them, compared with literals of JSON values.

    `files` says whether bytes are files where a type is written; a schema has that of its own.
    """

    def __init__(self, schemas: Mapping[ir.Pointer, ir.Schema], reach: Reach, wide: str) -> None:
        self._schemas = schemas
        self._reach = reach
        self._bigints = "bigint" in wide
        """Whether an integer of 64 bits may be a `bigint`."""

    def accepts(self, kind: ir.Type, value: Json, *, files: bool) -> bool:
        """Whether `value`, written as a literal, has the type."""
        return self._accepts(kind, value, files, 0)

    def accepts_file(self, kind: ir.Type, *, files: bool) -> bool:
        """Whether a `Blob` has the type."""
        for _ in range(_MAX_DEPTH):
            match kind:
                case ir.Nullable(type=inner):
                    kind = inner
                case ir.Ref(pointer=pointer):
                    schema = self._schemas.get(pointer)
                    if not isinstance(schema, ir.Alias):
                        return schema is None
                    kind, files = schema.type, pointer in self._reach.files
                case ir.Union(variants=variants):
                    return any(self.accepts_file(it, files=files) for it in variants)
                case _:
                    return isinstance(kind, ir.Any) or (isinstance(kind, ir.Binary) and files)
        return False

    def has_names(self, schema: ir.Object, names: Container[str]) -> bool:
        """Whether all members are there that must be."""
        return all(it.name.wire in names for it in schema.properties if _must_be_sent(it))

    def _accepts(self, kind: ir.Type, value: Json, files: bool, depth: int) -> bool:
        if depth > _MAX_DEPTH:
            return False

        def inner(type: ir.Type, item: Json) -> bool:
            return self._accepts(type, item, files, depth + 1)

        match kind:
            case ir.String():
                return isinstance(value, str)
            case ir.Ref(pointer=pointer):
                return self._schema_accepts(pointer, value, depth + 1)
            case ir.Nullable():
                return value is None or inner(kind.type, value)
            case ir.Any():
                return True
            case ir.Never():
                return False
            case ir.Null():
                return value is None
            case ir.Boolean():
                return isinstance(value, bool)
            case ir.Integer(format=form):
                return _is_number(value) or (self._bigints and form in WIDE and _is_whole(value))
            case ir.Number():
                return _is_number(value)
            case ir.Binary():
                return isinstance(value, str) and not files
            case ir.Const():
                return _is(value, kind.value)
            case ir.Array():
                return isinstance(value, list) and all(inner(kind.items, it) for it in value)
            case ir.Tuple(items=items, rest=rest):
                if not isinstance(value, list) or len(value) < len(items):
                    return False
                others = value[len(items) :]
                return all(map(inner, items, value)) and all(
                    rest is not None and inner(rest, it) for it in others
                )
            case ir.Map():
                return isinstance(value, dict) and all(
                    inner(kind.values, it) for it in value.values()
                )
            case ir.Union():
                return any(
                    inner(variant, value) and self._is_tagged(kind, at, value)
                    for at, variant in enumerate(kind.variants)
                )
            case _:
                assert_never(kind)

    def _is_tagged(self, union: ir.Union, at: int, value: Json) -> bool:
        """Whether a value has the tag of a variant, where it has tags."""
        tags = union.discriminator
        if tags is None or at == tags.default or not isinstance(value, dict):
            return True
        values = [one for one, index in tags.mapping if index == at]
        return not values or value.get(tags.property) in values

    def _schema_accepts(self, pointer: ir.Pointer, value: Json, depth: int) -> bool:
        schema = self._schemas.get(pointer)
        if schema is None or pointer in self._reach.endless:
            return True
        files = pointer in self._reach.files
        match schema:
            case ir.Enum():
                return _is_one(value, schema)
            case ir.Alias():
                return self._accepts(schema.type, value, files, depth)
            case ir.Object():
                return isinstance(value, dict) and self._has_members(schema, value, files, depth)
            case _:
                assert_never(schema)

    def _has_members(
        self, schema: ir.Object, value: dict[str, Json], files: bool, depth: int
    ) -> bool:
        """All that must be there, and nothing that the type does not know."""
        if not self.has_names(schema, value):
            return False
        known = {it.name.wire: it for it in schema.properties if not it.read_only}
        others = [kind for _, kind in schema.patterns]
        if schema.additional is not None:
            others.append(schema.additional)
        for name, item in value.items():
            found = known.get(name)
            if found is not None:
                if not self._accepts(found.type, item, files, depth):
                    return False
            elif known:
                if not others:
                    return False
            elif others and not any(self._accepts(it, item, files, depth) for it in others):
                return False
        return True


def _must_be_sent(member: ir.Property) -> bool:
    return member.required and not member.read_only


def _is_number(value: Json) -> bool:
    """Whether its literal is a `number`: that of a large integer is a `bigint`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, float) or abs(value) < 2**53


def _is_whole(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is(value: Json, constant: Json) -> bool:
    """Whether a value is of the type of a constant: see `annotations.constant`."""
    if isinstance(constant, list | dict):
        return True  # which is `unknown`
    if isinstance(constant, float) and not isinstance(constant, bool):
        return _is_number(value) and (value == constant or constant - constant != 0)
    return type(value) is type(constant) and bool(value == constant)


def _is_one(value: Json, schema: ir.Enum) -> bool:
    """Whether a value is of the type of an enum: see `annotations.enum_type`."""
    if not schema.members:
        return isinstance(value, str) or not isinstance(schema.type, ir.String)
    constants = [it.value for it in schema.members]
    if isinstance(value, str) and any(isinstance(it, str) for it in constants):
        return True
    if _is_number(value) and any(
        isinstance(it, int | float) and not isinstance(it, bool) for it in constants
    ):
        return True
    return any(_is(value, it) for it in constants)
