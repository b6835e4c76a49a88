"""Code in HTML, with its comments, strings, numbers, keywords and variables marked.

Our own programs and JSON need little: one expression a language, for the pages of large documents
have more code than words. What documents show themselves may be anything: that is for Pygments.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from clientsmith.targets.docs.prose import UNSEEN

if TYPE_CHECKING:
    from pygments.lexer import Lexer

# --- our own -----------------------------------------------------------------------------------

_DOUBLE = r'"(?:[^"\\\n]|\\.)*"'
_SINGLE = r"'(?:[^'\\\n]|\\.)*'"
_NUMBER = r"-?\d[\d.]*(?:[eE][-+]?\d+)?"


def _expression(comment: str, text: str, words: str) -> re.Pattern[str]:
    """The tokens of a language, in groups that are called as their classes are."""
    return re.compile(
        rf"(?P<c>{comment})|(?P<s>{text})"
        rf"|(?<![\w.$])(?:(?P<k>(?:{words})\b(?!\s*:))|(?P<m>{_NUMBER}))"
    )


_EXPRESSIONS: Mapping[str, re.Pattern[str]] = {
    "python": _expression(
        "#.*",
        f"b?(?:{_DOUBLE}|{_SINGLE})",
        "as|async|await|class|def|else|except|False|for|from|if|import|None|return|True|try|while"
        "|with",
    ),
    "typescript": _expression(
        "//.*",
        f"{_DOUBLE}|{_SINGLE}|`[^`]*`",
        "as|async|await|boolean|catch|class|const|else|export|false|for|from|function|if|import"
        "|let|never|new|null|number|of|return|string|throw|true|try|type|undefined",
    ),
    "go": _expression(
        "//.*",
        f"{_DOUBLE}|`[^`]*`",
        "any|bool|break|byte|case|const|continue|default|defer|else|error|false|float32|float64|for"
        "|func|go|if|import|int|int32|int64|interface|map|nil|package|range|return|string|struct"
        "|switch|true|type|var",
    ),
    # The names of members are tokens, too, but in no group.
    "json": re.compile(
        rf"{_DOUBLE}(?=\s*:)|(?P<s>{_DOUBLE})|(?P<k>\b(?:true|false|null)\b)|(?P<m>{_NUMBER})"
    ),
    "bash": re.compile(r"""(?P<s>'[^']*'|\\'|"(?:[^"\\]|\\.)*")|(?P<v>(?<!\\)\$\w+)"""),
}
_VARIABLE = re.compile(r"(?<!\\)\$\w+")
_DATA = re.compile(r" -d '(?=[\[{])")


def marked(language: str, text: str) -> str:
    """A program of ours, or JSON."""
    plain = html.escape(UNSEEN.sub("", text), quote=False)
    if language != "bash":
        return _EXPRESSIONS[language].sub(_span, plain)
    found = _DATA.search(plain)
    start = found.end() if found else len(plain)
    call = _EXPRESSIONS["bash"].sub(_span_of_shell, plain[:start])
    return call + _EXPRESSIONS["json"].sub(_span, plain[start:])


def _span(match: re.Match[str]) -> str:
    name = match.lastgroup
    return f'<span class="{name}">{match[0]}</span>' if name else match[0]


def _span_of_shell(match: re.Match[str]) -> str:
    """Variables count within double quotes, too."""
    made = _span(match)
    return _VARIABLE.sub(r'<span class="v">\g<0></span>', made) if match[0][0] == '"' else made


# --- of the document ---------------------------------------------------------------------------

_CLASSES = (("Comment", "c"), ("String", "s"), ("Number", "m"), ("Keyword", "k"))
_LEXERS = frozenset(
    {
        *("bash", "c", "cpp", "csharp", "dart", "elixir", "go", "java", "javascript", "json"),
        *("kotlin", "lua", "objectivec", "perl", "php", "powershell", "python", "r", "ruby"),
        *("rust", "scala", "swift", "typescript", "xml", "yaml"),
    }
)
_ALIASES: Mapping[str, str] = {
    **{"js": "javascript", "node": "javascript", "nodejs": "javascript", "ts": "typescript"},
    **{"net": "csharp", "cs": "csharp", "objc": "objectivec"},
    **{"curl": "bash", "shell": "bash", "sh": "bash", "golang": "go", "py": "python"},
}
_LONGEST = 4_000
"""Characters up to which a sample is looked at: what a lexer takes may grow with their square."""


def highlighted(language: str, text: str) -> str:
    """Code that the document shows, in a language by any of its names."""
    plain = UNSEEN.sub("", text)
    name = _ALIASES.get(language, language)
    if name not in _LEXERS or len(plain) > _LONGEST:
        return html.escape(plain, quote=False)
    parts: list[str] = []
    for kind, value in _lexer(name).get_tokens(plain):
        written = html.escape(value, quote=False)
        mark = _class(str(kind)) if value.strip() else ""
        parts.append(f'<span class="{mark}">{written}</span>' if mark else written)
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
