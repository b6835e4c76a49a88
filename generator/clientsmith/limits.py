"""What a document demands of values, in words. Clients do not enforce it; servers do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from clientsmith import ir

_LONGEST = 200
"""Characters of a default or a pattern that are shown."""


def limits(kind: ir.Type, default: Any = msgspec.UNSET) -> str:
    """What is demanded of a value: `at least 1, at most 1000; default: 10`"""
    while type(kind) is ir.Nullable:
        kind = kind.type
    if default is msgspec.UNSET:  # the usual first
        if type(kind) is ir.Ref or type(kind) is ir.Boolean:
            return ""
        if type(kind) is ir.Integer and kind.constraints is None:
            return ""
        if type(kind) is ir.String and kind.constraints is None and not kind.media_type:
            return ""
    match kind:
        case ir.String() | ir.Integer():
            found = kind.constraints
        case ir.Ref() | ir.Boolean():
            found = None
        case ir.Number() | ir.Map() | ir.Tuple() | ir.Union():
            found = kind.constraints
        case ir.Array():
            found = kind.constraints
            each = limits(kind.items)
            if each:
                each = f"each {each}"
                return "; ".join(
                    filter(None, (joined_limits(found, msgspec.UNSET), each, _default(default)))
                )
        case _:
            found = None
    if type(kind) is ir.String and kind.media_type:
        parts = (f"holds `{kind.media_type}`", joined_limits(found, default))
        return ", ".join(filter(None, parts))
    return joined_limits(found, default)


def joined_limits(found: ir.Constraints | None, default: Any = msgspec.UNSET) -> str:
    """The same for constraints that stand alone."""
    if found is None:
        return _default(default)
    return "; ".join(filter(None, (", ".join(_bounds(found)), _default(default))))


def _default(default: Any) -> str:
    if default is msgspec.UNSET or default is None:
        return ""
    written = shown(default)
    return f"default: `{written}`" if written else ""


def shown(value: Any) -> str:
    """A value as people read it: texts without quotes; empty when it is too long to be shown."""
    written = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return written if len(written) <= _LONGEST else ""


def _bounds(limit: ir.Constraints) -> Iterator[str]:
    for bound, phrase in (
        (limit.minimum, "at least {}"),
        (limit.exclusive_minimum, "more than {}"),
        (limit.maximum, "at most {}"),
        (limit.exclusive_maximum, "less than {}"),
        (limit.multiple_of, "a multiple of {}"),
    ):
        if bound is not None:
            yield phrase.format(bound)
    for bound, phrase, noun in (
        (limit.min_length, "at least", "character"),
        (limit.max_length, "at most", "character"),
        (limit.min_items, "at least", "item"),
        (limit.max_items, "at most", "item"),
        (limit.min_properties, "at least", "member"),
        (limit.max_properties, "at most", "member"),
    ):
        if bound is not None:
            yield f"{phrase} {bound} {noun}{'' if bound == 1 else 's'}"
    if limit.unique_items:
        yield "without repetition"
    if limit.pattern is not None and len(limit.pattern) <= _LONGEST:
        yield f"matching `{limit.pattern}`"
    if limit.property_names is not None:
        yield f"names of {', '.join(_bounds(limit.property_names))}"
    for name, names in limit.dependent_required:
        yield f"`{name}` only with {_listed(names)}"
    for one in limit.alternatives:
        lists = dict.fromkeys(_listed(names) for names in one.lists)
        yield ("only one of: " if one.exclusive else "at least one of: ") + ", or ".join(lists)


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(f"`{name}`" for name in names)
