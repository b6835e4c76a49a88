"""Text of a document as a doc comment that gofmt leaves as it is, and that is never a directive.

Paragraphs, lists and code of Markdown become those of Go (go.dev/doc/comment). Everything else
that a comment could mean by its form, headings and link definitions, is made plain prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

WIDTH = 97

_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
_TAG = re.compile(r"</?(?:br|p|b|i|em|strong|code|pre|ul|ol|li|div|span|a)\b[^<>]*>", re.I)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"^(\s*)(?:[-*+\u2022]|(\d{1,4})[.)])\s+(.*)$")
_RISKY = re.compile(r"^(?:[-*+\u2022]|\d+[.)]|#+|\[.*\]:|\+build|[Dd]eprecated:|TODO|BUG|//|\|)")
_CLOSING = ")]}\"'`\u201d\u2019\u00bb*_"
"""What may stand behind a full stop."""
_ENDS = frozenset([*".:;,!?\u2026", ""])
_IDEOGRAPHS, _SYLLABLES = "\u2e80", "\uac00"
"""Scripts between these have a full stop of their own."""
_TICKS = re.compile("`{2,}")
_QUOTES = re.compile("'{2,}")
_SPECIAL = re.compile("  |<|``|''")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")


@lru_cache(maxsize=1 << 15)
def comment(text: str, indent: int = 0) -> tuple[str, ...]:
    """The lines of a comment; none for no text. `indent` are tabs before it."""
    if not text or text.isspace():
        return ()
    width = max(40, WIDTH - 4 * indent)
    if _is_plain(text, width):
        return (f"// {_ended(text)}",)
    lines: list[str] = []
    before = ""
    for kind, content in _settled(_blocks(text)):
        if lines and not (kind == before == "item"):
            lines.append("//")
        before = kind
        match kind:
            case "code":
                lines.extend(f"//\t{line}".rstrip() for line in content.split("\n"))
            case "item":
                marker, _, words = content.partition(" ")
                begin = f" {marker}" if marker[0].isdigit() else f"  {marker}"
                lines.extend(_filled(words, width, f"// {begin} ", "//     "))
            case _:
                lines.extend(_filled(_ended(content), width, "// ", "// "))
    return tuple(lines)


def _ended(text: str) -> str:
    """A paragraph as a sentence: doc comments end with a full stop.

    Not behind data or an address, of which it would become a part.
    """
    if text[-1:] in "}]" or "://" in text.rpartition(" ")[2]:
        return text
    last = text.rstrip(_CLOSING)[-1:]
    if last in _ENDS or (last >= _IDEOGRAPHS and not last.isalnum()):
        return text
    # Without one gofmt may take a line for a heading.
    return text + ("\u3002" if _IDEOGRAPHS <= last < _SYLLABLES else ".")


def _is_plain(text: str, width: int) -> bool:
    """Whether a text is a line as it stands; most are."""
    return (
        len(text) + 4 <= width
        and text[0].isalnum()
        and text[-1] != " "
        and text.isprintable()
        and not _SPECIAL.search(text)
        and not _RISKY.match(text)
    )


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The paragraphs (`text`), list items (`item`: marker and words) and code of a text."""
    paragraph: list[str] = []
    kind = "text"
    marker = ""
    fence = ""
    code: list[str] = []
    number = 0

    def done() -> Iterator[tuple[str, str]]:
        words = " ".join(" ".join(paragraph).split())
        # Two of them are a typographic quote to gofmt.
        words = _QUOTES.sub('"', _TICKS.sub("`", words))
        paragraph.clear()
        if words:
            yield kind, f"{marker} {words}" if kind == "item" else words

    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    for line in _BREAKS.split(text):
        opened = _FENCE.match(line)
        if fence:
            if opened and opened[1].startswith(fence):
                fence = ""
                yield from _code(code)
                code = []
            else:
                code.append(line)
            continue
        if opened:
            yield from done()
            kind, marker, number, fence = "text", "", 0, opened[1]
            continue
        item = _ITEM.match(line)
        if not line.strip():
            yield from done()
            if kind != "item":
                number = 0
            kind, marker = "text", ""
        elif item:
            yield from done()
            number = number + 1 if item[2] else 0
            kind, marker = "item", f"{number}." if item[2] else "-"
            paragraph.append(item[3])
        else:
            heading = _HEADING.match(line)
            if heading:
                yield from done()
                kind, marker = "text", ""
            paragraph.append(heading[1] if heading else line)
            if heading:
                yield from done()
    yield from _code(code)
    yield from done()


def _settled(blocks: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The blocks, where gofmt would not see them as they are: lists of two kinds, code in lists."""
    before, first, number = "", "", 0
    for kind, content in blocks:
        if kind == "item":
            marker, _, words = content.partition(" ")
            if before == "code":
                yield "text", "Also:"
            if before != "item":
                first, number = marker, 0
            number += 1
            content = f"{f'{number}.' if first[0].isdigit() else '-'} {words}"
        elif kind == "code" and before == "item":
            yield "text", "Example:"
        before = kind
        yield kind, content


def _code(lines: list[str]) -> Iterator[tuple[str, str]]:
    if not lines:
        return
    kept = [line.expandtabs(4).rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    while kept and not kept[0]:
        kept.pop(0)
    if kept:
        margin = min(len(it) - len(it.lstrip()) for it in kept if it)
        # Several blank lines are one to gofmt.
        squeezed = [it for at, it in enumerate(kept) if it or at == 0 or kept[at - 1]]
        yield "code", "\n".join(it[margin:] for it in squeezed)


def _filled(words: str, width: int, first: str, later: str) -> list[str]:
    """Words, a space between each, over lines, none of which begins with what would make it
    something else."""
    word, space, rest = words.partition(" ")
    words = f"{_tame(word)}{space}{rest}"
    lines: list[str] = []
    lead, start = first, 0
    while len(words) - start > width - len(lead):
        end = words.rfind(" ", start, start + width - len(lead) + 1)
        if end < 0:
            end = words.find(" ", start)
        while end >= 0 and _RISKY.match(_word(words, end + 1)):
            end = words.find(" ", end + 1)
        if end < 0:
            break
        lines.append(f"{lead}{words[start:end]}")
        lead, start = later, end + 1
    lines.append(f"{lead}{words[start:]}")
    return lines


def _word(words: str, start: int) -> str:
    end = words.find(" ", start)
    return words[start:] if end < 0 else words[start:end]


def _tame(word: str) -> str:
    """The first word of a block, so that it does not make the block something else."""
    if not _RISKY.match(word):
        return word
    if word.startswith("#"):
        return word.lstrip("#") or "No."
    return f"({word})" if not word.startswith(("Deprecated:", "deprecated:")) else word


def plain(text: str) -> str:
    """The first sentence or line of a text, for lists and tables."""
    for kind, content in _blocks(text):
        if kind != "code":
            return content if kind == "text" else content.partition(" ")[2]
    return ""
