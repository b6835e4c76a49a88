"""Lay out types, calls and objects as prettier would, without running it.

A type is a small tree: a name, an array, a union, an object of members or a generic. Whatever fits
on its line stays there; what does not is taken apart from the outside in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import msgspec

from clientsmith.targets.typescript.text import LINE_LENGTH


class Either(msgspec.Struct, frozen=True):
    """`operand | operand`; at least two operands."""

    operands: tuple[Type, ...]


class ArrayOf(msgspec.Struct, frozen=True):
    """`items[]`"""

    items: Type


class TupleOf(msgspec.Struct, frozen=True):
    """`[item, ...rest[]]`"""

    items: tuple[Type, ...]
    rest: Type | None = None


class MapOf(msgspec.Struct, frozen=True):
    """`{ [key: string]: values }`"""

    values: Type


class Both(msgspec.Struct, frozen=True):
    """`operand & operand`"""

    operands: tuple[Type, ...]


class Generic(msgspec.Struct, frozen=True):
    """`base<arguments>`"""

    base: str
    arguments: tuple[Type, ...]


Type: TypeAlias = str | Either | ArrayOf | TupleOf | MapOf | Both | Generic


def inline(kind: Type) -> str:
    """The type on one line."""
    match kind:
        case str():
            return kind
        case Either(operands):
            return " | ".join(map(_operand, operands))
        case Both(operands):
            return " & ".join(map(_operand, operands))
        case ArrayOf(items):
            return f"{_operand(items)}[]"
        case TupleOf(items, rest):
            parts = [*map(inline, items), *([] if rest is None else [f"...{_operand(rest)}[]"])]
            return f"[{', '.join(parts)}]"
        case MapOf(values):
            return f"{{ [key: string]: {inline(values)} }}"
        case Generic(base, arguments):
            return f"{base}<{', '.join(map(inline, arguments))}>"


def _operand(kind: Type) -> str:
    return f"({inline(kind)})" if isinstance(kind, Either | Both) else inline(kind)


def union(operands: Iterable[Type]) -> Type:
    """The union of the operands: flat, without repetition, `null` last."""
    flat: list[Type] = []
    for operand in operands:
        flat.extend(operand.operands if isinstance(operand, Either) else (operand,))
    distinct = list(dict.fromkeys(flat))
    if "unknown" in distinct:
        return "unknown"
    if len(distinct) > 1 and "never" in distinct:
        distinct.remove("never")
    if "null" in distinct:
        distinct.remove("null")
        distinct.append("null")
    return distinct[0] if len(distinct) == 1 else Either(tuple(distinct))


def typed(head: str, kind: Type, end: str, indent: int) -> str:
    """`head type end`, as in `name?: type;` and `type Name = type;`, its first line unindented."""
    line = f"{head} {inline(kind)}{end}"
    if indent + len(line) <= LINE_LENGTH:
        return line
    return f"{head}{_broken(kind, indent)}{end}"


def _broken(kind: Type, indent: int) -> str:
    """A type that does not fit behind its head, with what comes before it."""
    margin = " " * indent
    match kind:
        case Either(operands):
            line = inline(kind)
            if indent + 3 + len(line) <= LINE_LENGTH:
                return f"\n{margin}  {line}"
            lines = (f"\n{margin}  | {_nested(it, indent + 4)}" for it in operands)
            return "".join(lines)
        case ArrayOf(items) if isinstance(items, Either):
            lines = (f"\n{margin}  | {_nested(it, indent + 4)}" for it in items.operands)
            return f" ({''.join(lines)}\n{margin})[]"
        case _:
            return f" {_nested(kind, indent)}"


def _nested(kind: Type, indent: int) -> str:
    line = _operand(kind) if isinstance(kind, Either) else inline(kind)
    if indent + len(line) < LINE_LENGTH:
        return line
    margin = " " * indent
    match kind:
        case ArrayOf(items) if not isinstance(items, str):
            return f"({_broken(items, indent).lstrip(' ')}\n{margin})[]"
        case MapOf(values):
            return f"{{\n{margin}  [key: string]:{_broken(values, indent + 2)};\n{margin}}}"
        case TupleOf(items, rest):
            parts = [inline(it) for it in items]
            if rest is not None:
                parts.append(f"...{_operand(rest)}[]")
            body = "".join(f"{margin}  {part},\n" for part in parts)
            return f"[\n{body}{margin}]"
        case Generic(base, arguments):
            body = ",\n".join(f"{margin}  {_nested(it, indent + 2)}" for it in arguments)
            return f"{base}<\n{body}\n{margin}>"
        case _:
            return line


def display(
    prefix: str,
    opening: str,
    items: Sequence[str],
    closing: str,
    indent: int,
    *,
    reserve: int = 0,
) -> str:
    """`prefix(item, item)`, one item a line when they do not fit together.

    `reserve` is the width of what follows; items may have several lines. Braces get spaces inside.
    """
    space = " " if opening == "{" and items else ""
    line = f"{prefix}{opening}{space}{', '.join(items)}{space}{closing}"
    if indent + reserve + len(line) <= LINE_LENGTH and "\n" not in line:
        return line
    margin = " " * indent
    body = "".join(f"{margin}  {item},\n" for item in items)
    if items and items[-1].startswith("..."):  # nothing may follow a rest
        body = f"{body[:-2]}\n"
    return f"{prefix}{opening}\n{body}{margin}{closing}"


def signature(prefix: str, parameters: Sequence[str], result: Type, end: str, indent: int) -> str:
    """`prefix(parameter, parameter): result end`"""
    line = f"{prefix}({', '.join(parameters)}): {inline(result)}{end}"
    if indent + len(line) <= LINE_LENGTH and "\n" not in line:
        return line
    margin = " " * indent
    body = "".join(f"{margin}  {parameter},\n" for parameter in parameters)
    tail = f"): {inline(result)}{end}"
    if indent + len(tail) > LINE_LENGTH:
        tail = f"): {_nested(result, indent)}{end}"
    return f"{prefix}(\n{body}{margin}{tail}"
