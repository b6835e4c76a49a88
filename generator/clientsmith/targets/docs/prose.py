"""The doors through which text of a document enters Markdown.

`prose` lets the Markdown of descriptions through and takes out what could act in a browser or break
the page around it; `code` and `fenced` hold text in which nothing is markup. `markdown_text` of
`clientsmith.markdown` is the door for a line of plain words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from clientsmith.markdown import one_line

SCHEMES = frozenset({"http", "https", "mailto"})
"""What links may lead to, besides other places of the same site."""

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""What is not shown, or changes how other text is."""
_FENCE = re.compile(r"(`{3,}(?=[^`]*\Z)|~{3,})")
_TICKS = re.compile(r"`+")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*\Z")
_TARGET = re.compile(r"\](\(|:)[ \t]*")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TEMPLATE = re.compile(r"\{(?=[:{%#])")


@lru_cache(maxsize=1 << 16)
def prose(text: str) -> tuple[str, ...]:
    """The lines of a description: Markdown without HTML, scripts and headings.

    Nothing in it ends what it stands in: fences are closed, and the lines may be indented as one.
    """
    if not text or text.isspace():
        return ()
    lines = [UNSEEN.sub("", line.expandtabs(4)).rstrip() for line in text.splitlines()]
    found = list(_blocks(lines))
    while found and not found[0]:
        del found[0]
    while found and not found[-1]:
        del found[-1]
    return tuple(found)


def _blocks(lines: list[str]) -> Iterator[str]:
    """Fences as they are, paragraphs made harmless."""
    paragraph: list[str] = []
    fence = ""
    for line in lines:
        if fence:
            yield line
            if re.fullmatch(rf"{re.escape(fence[0])}{{{len(fence)},}}", line):
                fence = ""
            continue
        match = _FENCE.match(line)
        if match:
            yield from _paragraph(paragraph)
            paragraph = []
            fence = match[1]
            yield line
        elif line:
            paragraph.append(line)
        else:
            yield from _paragraph(paragraph)
            paragraph = []
            yield ""
    yield from _paragraph(paragraph)
    if fence:
        yield fence


def _paragraph(lines: list[str]) -> Iterator[str]:
    """Lines without an empty one between them.

    Code within a line is left alone only if no backtick of the paragraph is left over: what looks
    like code in one line could else be outside of it.
    """
    pieces = [_pieces(line) for line in lines]
    if any(it is None for it in pieces):
        pieces = [[(False, line)] for line in lines]
    for index, line in enumerate(pieces):
        assert line is not None
        made = "".join(part if is_code else _harmless(part) for is_code, part in line)
        heading = _HEADING.match(made)
        if heading:
            words = (heading[2] or "").strip("*_ ")
            yield f"**{words}**" if words else ""
        elif index and _UNDERLINE.match(made):
            yield ""
            yield "---" if "-" in made else ""
        else:
            yield made


def _pieces(line: str) -> list[tuple[bool, str]] | None:
    """A line in code and words; None when a backtick is left over, or is escaped."""
    if "`" not in line:
        return [(False, line)]
    if "\\`" in line:
        return None
    found: list[tuple[bool, str]] = []
    runs = list(_TICKS.finditer(line))
    start = index = 0
    while index < len(runs):
        width = len(runs[index][0])
        close = next((at for at in range(index + 1, len(runs)) if len(runs[at][0]) == width), None)
        if close is None:
            return None
        found.append((False, line[start : runs[index].start()]))
        found.append((True, line[runs[index].start() : runs[close].end()]))
        start, index = runs[close].end(), close + 1
    return [*found, (False, line[start:])]


def _harmless(text: str) -> str:
    """Words without tags, and without links to what no page may lead to."""
    text = text.replace("<", "&lt;")
    if "]" in text:
        text = _TARGET.sub(lambda match: _linked(match, text), text)
    return _TEMPLATE.sub("&#123;", text) if "{" in text else text


def _linked(match: re.Match[str], text: str) -> str:
    rest = text[match.end() :]
    target = rest.split(maxsplit=1)[0] if rest.strip() else ""
    # A target on the next line is none that could be judged here.
    return match[0] if target and is_harmless(target) else f"\\]{match[0][1:]}"


def is_harmless(target: str) -> bool:
    """Whether a link may lead there: on the allow-list, or without a scheme."""
    plain = _ESCAPE.sub(r"\1", html.unescape(target)).removeprefix("<").removeprefix("&lt;")
    plain = re.sub(r"[\x00-\x20\x7f-\xa0]", "", html.unescape(plain))
    scheme = _SCHEME.match(plain)
    return scheme is None or scheme[1].lower() in SCHEMES


@lru_cache(maxsize=1 << 16)
def code(text: str) -> str:
    """A text in a code span, whatever it holds."""
    plain = one_line(text)
    if "`" not in plain:
        return f"`{plain}`" if plain else "``` ```"
    ticks = "`" * (max(map(len, _TICKS.findall(plain))) + 1)
    return f"{ticks} {plain} {ticks}"


def fenced(language: str, text: str) -> str:
    """A text in a fence that is longer than any in it."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{language}\n{text}\n{ticks}"
