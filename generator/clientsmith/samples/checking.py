"""Whether a JSON value is one of a type: examples and defaults of documents often are not."""

from __future__ import annotations

import datetime
import math
import uuid
from collections.abc import Mapping
from typing import Any as Json
from typing import TypeAlias, assert_never

import msgspec

from clientsmith import ir

Schemas: TypeAlias = Mapping[ir.Pointer, ir.Schema]

_MAX_DEPTH = 60


def fits(value: Json, type: ir.Type, schemas: Schemas) -> bool:
    """Whether `value` is one of `type`, constraints included; undeclared members may be there.

    Raises KeyError when the type refers to a schema that is not in `schemas`.
    """
    if isinstance(type, ir.String):  # most questions are about strings
        return isinstance(value, str) and _well_formed(value, type)
    return _fits(value, type, schemas, 0)


def _fits(value: Json, type: ir.Type, schemas: Schemas, depth: int) -> bool:
    """See `fits`; at some depth it stops looking and says no."""
    if depth > _MAX_DEPTH:
        return False
    if isinstance(type, ir.String):
        return isinstance(value, str) and _well_formed(value, type)
    if isinstance(type, ir.Ref):
        return _schema_fits(value, schemas[type.pointer], schemas, depth + 1)
    match type:  # the usual first: a case that is passed over costs time
        case ir.Nullable():
            return value is None or _fits(value, type.type, schemas, depth + 1)
        case ir.Boolean():
            return isinstance(value, bool)
        case ir.Integer():
            whole = isinstance(value, int) and not isinstance(value, bool)
            return whole and _within(value, type.constraints)
        case ir.Array():
            return (
                isinstance(value, list)
                and _counted(value, type.constraints)
                and all(_fits(one, type.items, schemas, depth + 1) for one in value)
            )
        case ir.Any():
            return True
        case ir.Never():
            return False
        case ir.Null():
            return value is None
        case ir.Number():
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return number and math.isfinite(value) and _within(value, type.constraints)
        case ir.Binary():
            return isinstance(value, str)
        case ir.Const():
            return bool(value == type.value) and isinstance(value, bool) == isinstance(
                type.value, bool
            )
        case ir.Tuple():
            return _tuple_fits(value, type, schemas, depth)
        case ir.Map():
            return isinstance(value, dict) and all(
                _fits(one, type.values, schemas, depth + 1) for one in value.values()
            )
        case ir.Union():
            return any(_fits(value, one, schemas, depth + 1) for one in type.variants)
        case _ as never:
            assert_never(never)


def _tuple_fits(value: Json, type: ir.Tuple, schemas: Schemas, depth: int) -> bool:
    if not isinstance(value, list) or len(value) < len(type.items):
        return False
    rest = value[len(type.items) :]
    if type.rest is None and rest:
        return False
    return all(
        _fits(one, of, schemas, depth + 1) for one, of in zip(value, type.items, strict=False)
    ) and all(type.rest is not None and _fits(one, type.rest, schemas, depth + 1) for one in rest)


def _schema_fits(value: Json, schema: ir.Schema, schemas: Schemas, depth: int) -> bool:
    match schema:
        case ir.Enum():
            return any(
                value == one.value and isinstance(value, bool) == isinstance(one.value, bool)
                for one in schema.members
            )
        case ir.Alias():
            return _fits(value, schema.type, schemas, depth)
        case ir.Object():
            if not isinstance(value, dict):
                return False
            for one in schema.properties:
                wire = one.name.wire
                if wire not in value:
                    if one.required:
                        return False
                    continue
                kind = one.type
                if type(kind) is ir.String:  # half of all
                    if not isinstance(value[wire], str) or not _well_formed(value[wire], kind):
                        return False
                elif not _fits(value[wire], kind, schemas, depth):
                    return False
            return True
        case _ as never:
            assert_never(never)


def _within(value: int | float, limits: ir.Constraints | None) -> bool:
    if limits is None:
        return True
    return (
        (limits.minimum is None or value >= limits.minimum)
        and (limits.maximum is None or value <= limits.maximum)
        and (limits.exclusive_minimum is None or value > limits.exclusive_minimum)
        and (limits.exclusive_maximum is None or value < limits.exclusive_maximum)
    )


def _counted(value: list[Json], limits: ir.Constraints | None) -> bool:
    if limits is None:
        return True
    return (limits.min_items is None or len(value) >= limits.min_items) and (
        limits.max_items is None or len(value) <= limits.max_items
    )


def _well_formed(value: str, type: ir.String) -> bool:
    """Whether a string has the lengths, and the form of a format that clients convert."""
    limits = type.constraints
    if limits is None and not type.format:
        return True
    if limits is not None:
        if limits.min_length is not None and len(value) < limits.min_length:
            return False
        if limits.max_length is not None and len(value) > limits.max_length:
            return False
    target = _CONVERTED.get(type.format)
    if target is None:
        return True
    try:
        msgspec.convert(value, target)
    except (msgspec.ValidationError, ValueError, OverflowError):
        return False
    # What converts without an offset would come back with another text or type.
    return (
        type.format != "date-time"
        or value[-1:] in ("Z", "z")
        or "+" in value[10:]
        or "-" in value[10:]
    )


_CONVERTED: dict[str, type] = {
    "date-time": datetime.datetime,
    "date": datetime.date,
    "time": datetime.time,
    "uuid": uuid.UUID,
    "byte": bytes,
    "base64": bytes,
}
"""Formats that clients turn into a type of their language."""
