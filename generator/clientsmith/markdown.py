"""Text of a document in Markdown and HTML, where it must be only text."""

from __future__ import annotations

import re
from functools import cache

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_NOT_PLAIN = re.compile(r"[^\w \-./:,=()']")
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+"
)


def markdown_text(text: str) -> str:
    """One line of prose: nothing in it is markup."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


@cache
def html_text(text: str) -> str:
    """Text within an HTML element that stands in Markdown: neither of them sees markup."""
    if text.isidentifier() and text.isascii():  # names mostly are
        return text
    return _NOT_PLAIN.sub(lambda match: f"&#{ord(match[0])};", one_line(text))


def one_line(text: str) -> str:
    """The text without control characters and line breaks."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())
