"""What JSON and YAML have in common here: the limits of a document and how it is wrong."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import Any as Json
from typing import NamedTuple

MAX_DEPTH = 500
"""Objects and arrays inside each other; real documents stay below 60."""

MAX_ALIASED = 1_000_000
"""Nodes that the aliases of one YAML file may add to it."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

MAX_DIGITS = 309
"""Digits of an integer: as many as the largest double has."""


class Parsed(NamedTuple):
    """A tree, and the JSON of it without space and needless escapes, where that is at hand and
    has at most `MAX_DEPTH` levels."""

    tree: Json
    compact: bytes = b""


class SyntaxProblem(Exception):
    """Text that is not the JSON or YAML it should be. `line` and `column` count from 1."""

    def __init__(self, code: str, message: str, line: int, column: int, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line
        self.column = column
        self.hint = hint


def utf8(data: bytes) -> bytes:
    """`data` as UTF-8 without a byte order mark; what is not UTF-16 is not looked at yet.

    Raises `SyntaxProblem`.
    """
    if data.startswith(_UTF_16):
        return decode(data).encode()
    return data.removeprefix(codecs.BOM_UTF8)


def decode(data: bytes) -> str:
    """The text of `data`: UTF-8, or UTF-16 with a byte order mark. Raises `SyntaxProblem`."""
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line, column = position(before, len(before))
        raise SyntaxProblem(
            "syntax/encoding", f"this byte is not {encoding.upper()}", line, column, "save it so"
        ) from None
    return text.removeprefix("\ufeff")


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1 and in characters, of `text[offset]`."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, start) + 1, offset - start + 1


def positions(data: bytes, offsets: Iterable[int]) -> dict[int, tuple[int, int]]:
    """`position` of each of `offsets` in UTF-8: the lines are counted once for all."""
    found: dict[int, tuple[int, int]] = {}
    line = 1
    start = 0
    """Where that line begins."""
    for offset in sorted(offsets):
        if (last := data.rfind(b"\n", start, offset)) >= 0:
            line += data.count(b"\n", start, last) + 1
            start = last + 1
        found[offset] = line, len(data[start:offset].decode(errors="replace")) + 1
    return found
