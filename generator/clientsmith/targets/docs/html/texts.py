"""The doors through which text of a document enters HTML.

`escaped` for words in which nothing is markup, `described` for Markdown, `highlighted` for code.
The libraries for the last two are loaded when they are first needed: other targets do not pay.
"""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from clientsmith.targets.docs.prose import is_harmless

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from pygments.lexer import Lexer

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_MARKUP = re.compile(r"[\n\\`*_\[\]<>#&|~!]|^\s*(?:[-+]|\d+[.)])\s|https?:|www\.")


@lru_cache(maxsize=1 << 16)
def escaped(text: str) -> str:
    """Words, also within an attribute in double quotes."""
    return html.escape(_UNSEEN.sub("", text))


@lru_cache(maxsize=1 << 16)
def described(text: str) -> str:
    """A description, in Markdown: without HTML, with links only to where links may lead."""
    plain = _UNSEEN.sub("", text)
    if not plain.strip():
        return ""
    if not _MARKUP.search(plain):
        return f"<p>{html.escape(plain.strip())}</p>"
    return str(_markdown().render(plain)).strip()


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    made.disable("image")  # no page loads anything from elsewhere
    made.validateLink = is_harmless  # type: ignore[method-assign, assignment]
    for level in ("heading_open", "heading_close"):
        made.add_render_rule(level, _heading)
    return made


def _heading(self: object, tokens: list[object], index: int, *_: object) -> str:
    """Headings of a description are words of the page, and none of its headings."""
    return "<p><strong>" if getattr(tokens[index], "nesting", 0) > 0 else "</strong></p>"


_LEXERS = frozenset({"bash", "go", "json", "python", "typescript"})

# --- code ---------------------------------------------------------------------------------------

_CLASSES = (("Comment", "c"), ("String", "s"), ("Number", "m"), ("Keyword", "k"))


def highlighted(language: str, text: str) -> str:
    """Code, line by line: our samples have nothing that goes over the end of one but JSON."""
    if language not in _LEXERS:
        return html.escape(_UNSEEN.sub("", text))
    lines: list[str] = []
    is_data = False
    for line in text.split("\n"):
        lines.append(_line("json" if is_data else language, line))
        if language == "bash":  # the data of curl
            is_data = line.endswith(("-d '{", "-d '[")) or (is_data and not line.endswith("'"))
    return "\n".join(lines)


@lru_cache(maxsize=1 << 16)
def _line(language: str, line: str) -> str:
    parts: list[str] = []
    for kind, value in _lexer(language).get_tokens(line):
        text = html.escape(value)
        name = _class(str(kind))
        parts.append(f'<span class="{name}">{text}</span>' if name and text.strip() else text)
    return "".join(parts).rstrip("\n")


@cache
def _class(kind: str) -> str:
    """The class of a token such as `Token.Literal.String.Double`; empty for plain text."""
    parts = kind.split(".")
    return next((short for part, short in _CLASSES if part in parts), "")


@cache
def _lexer(language: str) -> Lexer:
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(language, stripnl=False, ensurenl=False)
