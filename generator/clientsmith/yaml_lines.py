"""Where members and elements stand in YAML, by lines and indentation: no need to parse it all.

That goes for block style, as people and tools write it. Where anything else is in the way, such as
a flow collection, a tag or a key of several lines, the answer is None: then a parser has to look.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple, Protocol

_START = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:---[ \t]*(?:#[^\n]*)?\r?\n)?")
_BLANK = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)")
"""Lines without content, and the indentation of the line after them."""
_KEY = re.compile(
    rb"""(?: "(?P<double>[^"\\\r\n]*)" | '(?P<single>(?:[^'\r\n]|'')*)'
    | (?P<plain>[^\s"'&*!|>%@`{}\[\],?\#-](?:[^\r\n:\#]|:(?![ \t\r\n])|(?<![ \t])\#)*) )
    [ \t]*:(?=[ \t\r\n]|\Z)[ \t]*""",
    re.VERBOSE,
)
_ELEMENT = re.compile(rb"-(?=[ \r\n]|\Z) *")
_ANCHOR = re.compile(rb"&[^\s,\[\]{}]+[ \t]*")
_EMPTY = re.compile(rb"(?:#[^\n]*)?\r?(?:\n|\Z)")
_NOT_A_BLOCK = (b"{", b"[", b"!", b"?")
"""What a value begins with that has to be parsed to be looked into."""


class Wanted(Protocol):
    """A place, and those that are looked for below it."""

    @property
    def below(self) -> Mapping[str, Wanted]: ...


class _Block(NamedTuple):
    """A mapping or a sequence in block style."""

    wanted: Wanted
    start: int
    """The offset of its first entry."""
    end: int
    indent: int


class _NotPlain(Exception):
    """Something that lines and indentation do not tell."""


def offsets(data: bytes, root: Wanted) -> dict[int, int] | None:
    """The offset of each wanted place, by its `id`; None when a parser has to look.

    A member is where its key is, an element where it begins. What is not there is left out.
    """
    if b"\t" in data[:1] or data[:1] == b"%":
        return None
    start = _START.match(data)
    indent = _BLANK.match(data, start.end() if start else 0)
    assert indent is not None
    first = indent.end(1)
    found = {id(root): first}
    blocks = [_Block(root, first, len(data), len(indent[1]))]
    try:
        for block in blocks:  # grows while it is walked
            if block.wanted.below:
                _look(data, block, blocks, found)
    except _NotPlain:
        return None
    return found


def _look(data: bytes, block: _Block, blocks: list[_Block], found: dict[int, int]) -> None:
    """Find what is wanted of one block; the blocks inside are put off."""
    is_sequence = _ELEMENT.match(data, block.start) is not None
    entries = [block.start]
    lines = _lines(block.indent, is_sequence)
    entries += [match.end() for match in lines.finditer(data, block.start, block.end)]
    missing = dict(block.wanted.below)
    for index, at in enumerate(entries):
        end = entries[index + 1] if index + 1 < len(entries) else block.end
        if is_sequence:
            token, value = str(index), _after(_ELEMENT, data, at)
        else:
            token, value = _key(data, at)
        wanted = block.wanted.below.get(token)
        if wanted is None:
            continue
        if missing.pop(token, None) is None:
            raise _NotPlain  # a key stands twice
        found[id(wanted)] = value if is_sequence else at
        inner = _value(data, value, end, block.indent, wanted, is_sequence)
        if inner is not None:
            blocks.append(inner)
            if is_sequence:
                found[id(wanted)] = inner.start


def _value(
    data: bytes, at: int, end: int, indent: int, wanted: Wanted, is_element: bool
) -> _Block | None:
    """The block at `at` or on the lines after it; None: it is none, or nothing below is wanted."""
    anchor = _ANCHOR.match(data, at)
    if anchor is not None and not is_element:
        at = anchor.end()
    if _EMPTY.match(data, at) is None:
        if data[at : at + 1] in _NOT_A_BLOCK or anchor is not None:
            if wanted.below or anchor is not None:
                raise _NotPlain
            return None
        if is_element and (_KEY.match(data, at) or _ELEMENT.match(data, at)):
            column = at - data.rfind(b"\n", 0, at) - 1
            return _Block(wanted, at, end, column)
        if is_element and wanted.below:
            raise _NotPlain
        return None
    following = _BLANK.match(data, data.find(b"\n", at) + 1 or len(data))
    assert following is not None
    first, deeper = following.end(1), len(following[1])
    is_dash = _ELEMENT.match(data, first) is not None
    if first < end and (deeper > indent or (deeper == indent and is_dash and not is_element)):
        if _KEY.match(data, first) is None and not is_dash:
            raise _NotPlain  # a scalar of its own line, or something in flow style
        return _Block(wanted, first, end, deeper)
    if is_element:
        raise _NotPlain
    return None


def _key(data: bytes, at: int) -> tuple[str, int]:
    """The key at `at`, and where its value begins."""
    match = _KEY.match(data, at)
    if match is None:
        raise _NotPlain
    if (single := match["single"]) is not None:
        text: bytes = single.replace(b"''", b"'")
    else:
        text = match["double"] if match["double"] is not None else match["plain"].rstrip(b" \t")
    return text.decode(errors="replace"), match.end()


def _after(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    match = pattern.match(data, at)
    if match is None:
        raise _NotPlain
    return match.end()


@functools.cache
def _lines(indent: int, is_sequence: bool) -> re.Pattern[bytes]:
    """The beginnings of the further entries of a block; of a sequence these have a dash."""
    entry = rb"(?=-[ \r\n])" if is_sequence else rb"(?=[^ \t#\r\n])(?!-[ \r\n])"
    return re.compile(rb"\n {%d}" % indent + entry)
