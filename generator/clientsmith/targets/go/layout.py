"""Lines as gofmt leaves them: aligned columns, wrapped lists, composite literals."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

import msgspec

WIDTH = 100
"""Columns that our own wrapping keeps to; gofmt has no limit."""


class Row(msgspec.Struct, frozen=True):
    """A line of a struct or a const block: cells, and the comment above it."""

    cells: tuple[str, ...]
    comment: tuple[str, ...] = ()


def rows(items: Iterable[Row], indent: str = "\t") -> list[str]:
    """Lines of a block. Cells stand in columns as far as no comment comes between (tabwriter)."""
    lines: list[str] = []
    run: list[tuple[str, ...]] = []
    for item in items:
        if item.comment:
            if run:
                lines.extend(_aligned(run, indent))
                run.clear()
            lines.extend([f"{indent}{line}" for line in item.comment])
        run.append(item.cells)
    lines.extend(_aligned(run, indent))
    return lines


def _aligned(run: Sequence[tuple[str, ...]], indent: str) -> list[str]:
    if len(run) < 2:
        return [f"{indent}{' '.join(cells)}" for cells in run]
    depth = max(map(len, run))
    if all(len(cells) == depth for cells in run):
        *widths, _ = [max(map(len, column)) for column in zip(*run, strict=True)]
        line = indent + " ".join([*(f"%-{width}s" for width in widths), "%s"])
        return [line % cells for cells in run]
    padded = [list(cells) for cells in run]
    for column in range(depth - 1):
        start = 0
        while start < len(run):
            if len(run[start]) <= column + 1:
                start += 1
                continue
            end = start
            while end < len(run) and len(run[end]) > column + 1:
                end += 1
            width = max(len(run[at][column]) for at in range(start, end))
            for at in range(start, end):
                padded[at][column] = run[at][column].ljust(width)
            start = end
    return [f"{indent}{' '.join(cells)}" for cells in padded]


def wrapped(head: str, items: Sequence[str], tail: str, indent: str = "\t") -> list[str]:
    """`head a, b, c tail`, on as many lines as it needs; later ones are indented once more."""
    lines: list[str] = []
    line = f"{indent}{head}"
    for index, item in enumerate(items):
        piece = item + (tail if index == len(items) - 1 else ",")
        if index and len(line) + len(piece) > WIDTH:
            lines.append(line.rstrip())
            line = f"{indent}\t{piece}"
        else:
            line += piece if index == 0 else f" {piece}"
    lines.append(line)
    return lines


def key_values(items: Iterable[tuple[str, str]], indent: str) -> list[str]:
    """Lines `key: value,` of a composite literal.

    Values stand in a column as long as the keys are short or about as long as those before
    (go/printer, `exprList`).
    """
    lines: list[str] = []
    run: list[tuple[str, ...]] = []
    before, total, count = 0, 0.0, 0
    for key, value in items:
        size = len(key)
        if before and not (count == 0 or (before <= _SMALL and size <= _SMALL)):
            ratio = size / math.exp(total / count)
            if _RATIO * ratio <= 1 or ratio >= _RATIO:
                lines.extend(_aligned(run, indent))
                run.clear()
                total, count = 0.0, 0
        run.append((f"{key}:", f"{value},"))
        before, total, count = size, total + math.log(size), count + 1
    lines.extend(_aligned(run, indent))
    return lines


_SMALL = 40
_RATIO = 2.5


class Literal(msgspec.Struct, frozen=True):
    """A composite literal: `head{key: value, ...}tail`; keys are empty for elements of a list.

    Head and tail may hold a call around it.
    """

    head: str
    items: tuple[tuple[str, Value], ...]
    tail: str = ""


Value = str | Literal


def printed(value: Value, indent: str = "", column: int = 0, *, broken: bool = False) -> list[str]:
    """The lines of an expression that begins at a column; the first has no indentation.

    `broken`: it takes several lines, however short it is.
    """
    if isinstance(value, str):
        return [value]
    flat = one_line(value)
    if not broken and flat is not None and len(flat) + column + 4 * len(indent) <= WIDTH:
        return [flat]
    if not value.items:
        return [f"{value.head}{{}}{value.tail}"]
    lines = [f"{value.head}{{"]
    inner = indent + "\t"
    run: list[tuple[str, str]] = []
    for key, item in value.items:
        begin = printed(item, inner, len(key) + 2)
        if len(begin) == 1 and key:
            run.append((key, begin[0]))
            continue
        lines.extend(key_values(run, inner))
        run.clear()
        prefix = f"{key}: " if key else ""
        begin[-1] += ","
        lines.append(f"{inner}{prefix}{begin[0]}")
        lines.extend(begin[1:])
    lines.extend(key_values(run, inner))
    lines.append(f"{indent}}}{value.tail}")
    return lines


def one_line(value: Value) -> str | None:
    """An expression on one line; None when a part of it cannot be."""
    if isinstance(value, str):
        return value if "\n" not in value else None
    parts: list[str] = []
    for key, item in value.items:
        text = one_line(item)
        if text is None:
            return None
        parts.append(f"{key}: {text}" if key else text)
    return f"{value.head}{{{', '.join(parts)}}}{value.tail}"


_LITERAL = re.compile(r'`[^`]*`|"(?:[^"\\]|\\.)*"')
_STANDARD = ("context", "errors", "fmt", "http", "io", "json", "os", "strings", "time")
_PATHS = {"http": "net/http", "json": "encoding/json"}


def standard_of(lines: Sequence[str]) -> set[str]:
    """The paths of the standard packages that code mentions."""
    return {_PATHS.get(it, it) for it in _STANDARD if mentions(lines, it)}


def mentions(lines: Sequence[str], package: str) -> bool:
    """Whether code mentions a package."""
    begin = f"{package}."
    used = re.compile(rf"\b{re.escape(begin)}").search
    # Lines may be long, and few have the letters at all.
    return any(begin in it and used(it) and used(_LITERAL.sub("", it)) for it in lines)


def imports(standard: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """The import declaration; empty when there is nothing to import."""
    first, second = sorted(set(standard)), sorted(set(own))
    paths = [*first, *second]
    if not paths:
        return ()
    if len(paths) == 1:
        return (f'import "{paths[0]}"',)
    between = [""] if first and second else []
    return (
        "import (",
        *(f'\t"{path}"' for path in first),
        *between,
        *(f'\t"{path}"' for path in second),
        ")",
    )
