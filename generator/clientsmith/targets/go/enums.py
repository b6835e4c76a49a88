"""Enums as constants: which values have one, and what it is called."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clientsmith import ir
from clientsmith.pointers import escape
from clientsmith.scopes import Scope
from clientsmith.targets.go.kept import Kept
from clientsmith.targets.go.text import exported, literal

_UNSIGNED = frozenset({"uint", "uint8", "uint16", "uint32", "uint64"})
_BIG = frozenset({"bigint", "int128", "uint128", "int256", "uint256", "big-integer", "biginteger"})
_EXACT = frozenset({"decimal", "decimal128", "bigdecimal", "money"})
_TEXTS = {"date-time": "time.Time", "date": "Date"}


def scalar(kind: ir.Type) -> str | None:
    """The type of a single value; None for what is made of others."""
    match kind:
        case ir.String(format=format):
            return _TEXTS.get(format, "string")
        case ir.Boolean():
            return "bool"
        case ir.Integer(format=format):
            if format.lower() in _UNSIGNED:
                return "uint64"
            return "json.Number" if format.lower() in _BIG else "int64"
        case ir.Number(format=format):
            return "json.Number" if format.lower() in _EXACT else "float64"
        case ir.Binary():
            return "string"
        case ir.Any() | ir.Never() | ir.Null():
            return "any"
        case _:
            return None


class Constant(NamedTuple):
    """A value that has a constant."""

    member: ir.EnumMember
    value: str
    """Its literal."""


def constants(schema: ir.Enum) -> list[Constant]:
    """The values of an enum that have a constant; none where values cannot be told apart."""
    base = scalar(schema.type)
    if base not in _BASES:
        return []
    return [
        Constant(it, literal(it.value))
        for it in schema.members
        if it.value is not None and is_of(it.value, base)
    ]


_BASES = frozenset({"string", "int64", "uint64", "float64", "bool"})


def name_constants(
    enums: Sequence[ir.Enum], types: Mapping[ir.Pointer, str], scope: Scope, kept: Kept
) -> dict[ir.Pointer, tuple[str, ...]]:
    """Enum -> the names of its constants, each in the scope of the package from now on.

    Where two enums want one, that of the longer name has it (`JobStatus` + `Done` before
    `Job` + `StatusDone`). Whoever a later value could take it from has a line in the lock, and
    whose name is not made of the value: the list of names may get out of step with the values.
    """
    every = sorted(types.values())
    wanted: list[tuple[ir.Pointer, str, str, bool]] = []
    names: dict[str, str] = {}
    for schema in sorted(enums, key=lambda it: (-len(types[it.pointer]), it.pointer)):
        owner = kept.names.keys.get(schema.pointer, schema.pointer)
        start = types[schema.pointer]
        longer = every[bisect_right(every, start) : bisect_left(every, f"{start}\U0010ffff")]
        for one in constants(schema):
            identity = f"{owner}/{escape(one.value)}"
            plain = f"{start}{_suffix(one.member)}"
            rivals = longer and any(plain.startswith(it) and plain != it for it in longer)
            is_unsure = bool(rivals) or _is_given(one.member)
            wanted.append((schema.pointer, identity, plain, is_unsure))
            for locked in kept.name("constant", identity):
                names[identity] = scope.claim(locked, plain)
    found: dict[ir.Pointer, list[str]] = {it.pointer: [] for it in enums}
    for pointer, identity, plain, is_unsure in wanted:
        name = names.pop(identity, "") or scope.claim(plain)
        found[pointer].append(name)
        if is_unsure or name != plain:
            kept.names.keep("constant", identity, name)
    return {pointer: tuple(each) for pointer, each in found.items()}


def _is_given(member: ir.EnumMember) -> bool:
    """Whether the name says something else than the value."""
    spelled = "".join(it for it in str(member.value).casefold() if it.isalnum())
    return "".join(member.name.words).casefold() != spelled


def is_of(value: object, base: str) -> bool:
    """Whether a value is one of a plain type of Go."""
    match base:
        case "string":
            return isinstance(value, str)
        case "bool":
            return isinstance(value, bool)
        case "float64":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "uint64":
            return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**64
        case "int64":
            return (
                isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63
            )
        case _:
            return False


def _suffix(member: ir.EnumMember) -> str:
    words = member.name.words
    if not words or not any(it.isalnum() for it in "".join(words)):
        return "Empty" if member.value == "" else "Value"
    name = exported(words, "Value")
    if name.startswith("X") and not words[0].lower().startswith("x"):
        name = name[1:]  # the type's name stands before it
    if isinstance(member.value, int) and member.value < 0 and "minus" not in words:
        return name if name.lower().startswith(("minus", "negative")) else f"Minus{name}"
    return name
