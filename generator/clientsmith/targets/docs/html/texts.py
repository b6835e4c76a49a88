"""The doors through which text of a document enters HTML: words, and descriptions in Markdown.

Code has its own, in `code`. markdown-it is loaded when it is first needed.
"""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from clientsmith.targets.docs.prose import UNSEEN, is_harmless

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_MARKUP = re.compile(r"[\n\\`*_\[\]<>#&|~!]|^\s*(?:[-+]|\d+[.)])\s|https?:|www\.")


@lru_cache(maxsize=1 << 16)
def escaped(text: str) -> str:
    """Words, also within an attribute in double quotes."""
    return html.escape(UNSEEN.sub("", text))


@lru_cache(maxsize=1 << 16)
def described(text: str) -> str:
    """A description, in Markdown: without HTML, with links only to where links may lead."""
    plain = UNSEEN.sub("", text)
    if not plain.strip():
        return ""
    if not _MARKUP.search(plain):
        return f"<p>{html.escape(plain.strip())}</p>"
    return _simple(plain) or _NOTE.sub(_note, str(_markdown().render(plain)).strip())


_NOTE = re.compile(r"<blockquote>\n<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*")


def _note(match: re.Match[str]) -> str:
    """What GitHub calls an alert."""
    return f"<blockquote>\n<p><strong>{match[1].title()}</strong><br>"


# --- descriptions that need no parser -----------------------------------------------------------

_CODE = r"(?<!`)`(?!`)(?P<code>[^`\s\\](?:[^`\n\\]*[^`\s\\])?)`(?!`)"
_LINK = r"\[(?P<words>[^\[\]`*_<>&!\\\n]+)\]\((?P<target>(?:https?://|\.\./)[\w./?=#:@,+~-]+)\)"
_STRONG = r"(?<![\w*])\*\*(?P<strong>\w(?:[^`*_<>&!\[\]\\\n]*\w)?)\*\*(?![\w*])"
_TOKEN = re.compile(f"{_CODE}|{_LINK}|{_STRONG}", re.ASCII)
# A line starts as words do, so that it is no list, heading, quotation, table or underline.
_PARAGRAPH = re.compile(
    rf"""(?=["'(\[`A-Za-z]|\*\*\w)
    (?: [^`*_<>&!\[\]\\\n\r\t] | !(?!\[) | (?<=[A-Za-z0-9])_(?=[A-Za-z0-9])
      | (?<![ ])\n(?=["'(`A-Za-z]) | {_TOKEN.pattern} )+ \Z""".replace("#", r"\#"),
    re.ASCII | re.VERBOSE,
)


def _simple(text: str) -> str:
    """Paragraphs of words with code, links and what is bold; empty when there is more in it."""
    paragraphs = text.strip("\n").split("\n\n")
    if not all(it == it.strip() and _PARAGRAPH.match(it) for it in paragraphs):
        return ""
    return "\n".join(f"<p>{_inline(it)}</p>" for it in paragraphs)


def _inline(text: str) -> str:
    parts: list[str] = []
    start = 0
    for match in _TOKEN.finditer(text):
        parts.append(_quoted(text[start : match.start()]))
        start = match.end()
        inner = _quoted(match[match.lastgroup or 0])
        match match.lastgroup:
            case "code":
                parts.append(f"<code>{inner}</code>")
            case "strong":
                parts.append(f"<strong>{inner}</strong>")
            case _:
                words = _quoted(match["words"])
                parts.append(f'<a href="{inner}">{words}</a>')
    return "".join([*parts, _quoted(text[start:])])


def _quoted(text: str) -> str:
    """As markdown-it writes text."""
    return html.escape(text, quote=False).replace('"', "&quot;")


# --- all others ---------------------------------------------------------------------------------


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
