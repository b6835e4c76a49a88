"""What JSON and YAML have in common here: the limits of a document and how it is wrong."""

from __future__ import annotations

from collections.abc import Iterable

MAX_DEPTH = 500
"""Objects and arrays inside each other; real documents stay below 60."""

MAX_ALIASED = 1_000_000
"""Nodes that the aliases of one YAML file may add to it."""

MAX_DIGITS = 309
"""Digits of an integer: as many as the largest double has."""


class SyntaxProblem(Exception):
    """Text that is not the JSON or YAML it should be. `line` and `column` count from 1."""

    def __init__(self, code: str, message: str, line: int, column: int, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line
        self.column = column
        self.hint = hint


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1 and in characters, of `text[offset]`."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, start) + 1, offset - start + 1


def positions(text: str, offsets: Iterable[int]) -> dict[int, tuple[int, int]]:
    """`position` of each of `offsets`: the lines of `text` are counted once for all."""
    found: dict[int, tuple[int, int]] = {}
    line = 1
    start = 0
    """Where that line begins."""
    for offset in sorted(offsets):
        if (last := text.rfind("\n", start, offset)) >= 0:
            line += text.count("\n", start, last) + 1
            start = last + 1
        found[offset] = line, offset - start + 1
    return found
