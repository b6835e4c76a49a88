"""Prose of a document as lines for comments: nothing hidden in them, none too long."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LINE_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb]|[\U000e0000-\U000e0fff]"
)
"""Characters that hide, reorder or end text: controls, bidirectional marks, lone surrogates."""

_FENCES = ("```", "~~~")
_HANG = re.compile(r"\s*(?:[-*+]\s+|\d{1,3}[.)]\s+|>\s+)?")


def plain_lines(text: str) -> list[str]:
    """The lines of a text without control characters, common indent, trailing and outer blanks."""
    if not text or text.isspace():
        return []
    if text.isascii() and text.isprintable():
        return [text.strip(" ")]
    lines = text.replace("\r\n", "\n").split("\n")
    if not (text.isascii() and all(map(str.isprintable, lines))):  # seldom
        text = UNSAFE.sub(_show, _LINE_BREAKS.sub("\n", text).expandtabs(4))
        lines = text.split("\n")
    lines = [line.rstrip() for line in lines]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    if not lines:
        return []
    lines[0] = lines[0].lstrip()
    rest = lines[1:]
    if any(line and line[0] != " " for line in rest):  # mostly there is no common indent
        return lines
    margin = min((len(line) - len(line.lstrip(" ")) for line in rest if line), default=0)
    return [lines[0], *(line[margin:] for line in rest)]


def plain_line(line: str) -> str:
    """A single one, which keeps its indent."""
    if not (line.isascii() and line.isprintable()):
        line = UNSAFE.sub(_show, line.expandtabs(4))
    return line.rstrip()


def _show(match: re.Match[str]) -> str:
    """Name a character that must not stand in source; a reader still sees that it was there."""
    return f"<U+{ord(match[0]):04X}>"


def wrap(lines: Iterable[str], width: int) -> list[str]:
    """Break long lines of prose at spaces; code blocks, tables and headings stay as they are."""
    width = max(width, 40)
    wrapped: list[str] = []
    fenced = False
    for line in lines:
        if line.lstrip().startswith(_FENCES):
            fenced = not fenced
        if len(line) <= width or fenced or line.startswith(("    ", "|", "#", "<")):
            wrapped.append(line)
        else:
            wrapped.extend(_wrap_line(line, width))
    return wrapped


def _wrap_line(line: str, width: int) -> list[str]:
    match = _HANG.match(line)
    start = match.end() if match else 0
    hang = ">" + " " * (start - 1) if line.lstrip().startswith(">") else " " * start
    pieces: list[str] = []
    while len(line) > width:
        cut = line.rfind(" ", start + 1, width + 1)
        if cut <= start:
            cut = line.find(" ", width)
            if cut < 0:
                break
        pieces.append(line[:cut].rstrip())
        rest = line[cut + 1 :].lstrip()
        if not rest:
            return pieces
        line = hang + rest
        start = len(hang)
    return [*pieces, line]
