"""The three doors through which text of a document enters Python code.

`identifier`, `literal` and `docstring`/`comment` are the only functions that may put a string of
the document into generated Python; every other part of the target works with their results.

They are functions of their arguments alone and are asked the same again and again, since a document
repeats its names and texts: each remembers its answers.
"""

from __future__ import annotations

import builtins
import keyword
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from clientsmith.prose import UNSAFE, plain_line, plain_lines, wrap

LINE_LENGTH = 88
"""Black's default."""

_TOOL_COMMENTS = re.compile(
    r"(?i)\b(noqa|nosec|fmt:|yapf:|isort:|ruff:|pylint:|mypy:|pyright:|type:\s*ignore|pragma:|coding[:=])"
)

_KEYWORDS = frozenset(keyword.kwlist) | frozenset({"print", "exec", "self", "cls", "__debug__"})
BUILTIN_NAMES = frozenset(name for name in dir(builtins) if name[0] != "_")


# --- identifiers -------------------------------------------------------------------------------


@cache
def identifier(words: tuple[str, ...], fallback: str = "value") -> str:
    """A snake_case identifier made of `words`: only letters, digits and underscores.

    Keywords and `self` get a trailing underscore, as PEP 8 advises. Letters beyond ASCII stay when
    they survive NFKC normalisation, which Python applies to identifiers anyway (PEP 3131).
    """
    name = "_".join(_cleaned(words)).lower() or fallback
    if not (name[0].isalpha() or name[0] == "_"):
        name = f"_{name}" if fallback == "_" else f"{fallback}_{name}"
    if not name.isidentifier():
        name = re.sub(r"[^a-zA-Z0-9_]", "", name) or fallback
        name = name if name.isidentifier() else f"{fallback}_{name}"
    return f"{name}_" if name in _KEYWORDS else name


@cache
def class_identifier(words: tuple[str, ...], fallback: str = "Model") -> str:
    """A PascalCase identifier made of `words`; digits never come first."""
    name = "".join([word[0].upper() + word[1:] for word in _cleaned(words)])
    if not name or not name[0].isalpha():
        name = fallback + name
    if not name.isidentifier():
        name = re.sub(r"[^a-zA-Z0-9]", "", name) or fallback
        name = name if name.isidentifier() else fallback + name
    return f"{name}_" if name in _KEYWORDS else name


def _cleaned(words: tuple[str, ...]) -> Sequence[str]:
    """The words without what no identifier may have, those left out of which nothing is left."""
    joined = "".join(words)
    if joined.isascii() and joined.isalnum() and all(words):  # mostly
        return words
    return [word for word in map(_clean, words) if word]


def _clean(word: str) -> str:
    if word.isascii():
        return re.sub(r"[^a-zA-Z0-9]", "", word)
    normal = unicodedata.normalize("NFKC", word)
    return "".join(c for c in normal if c.isalnum() and f"a{c}".isidentifier())


# --- literals ----------------------------------------------------------------------------------


def literal(value: Any) -> str:
    """Python source of a JSON value, as black would write it on one line.

    Quoted by the value's own type, never by a declared one. Whatever could hide or reorder code is
    escaped. Lists and objects become displays.
    """
    match value:
        case str():
            return string_literal(value)
        case None | bool():
            return repr(value)
        case int():
            return repr(value)
        case float():
            if math.isfinite(value):
                return repr(value).replace("e+", "e")
            return f'float("{value!r}")'
        case list() | tuple():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            items = (f"{string_literal(str(key))}: {literal(item)}" for key, item in value.items())
            return f"{{{', '.join(items)}}}"
        case _:
            raise TypeError(f"not a JSON value: {type(value).__name__}")


def width(text: str) -> int:
    """The columns of a line, as black counts them: a wide character takes two."""
    if text.isascii():
        return len(text)
    return _wide(text)


_NOT_ASCII = re.compile("[^\x00-\x7f]")


@cache
def _wide(text: str) -> int:
    others = _NOT_ASCII.findall(text)
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in others)


@cache
def string_literal(text: str) -> str:
    """A string literal with the quotes black prefers: double, unless that means more escapes."""
    if text.isascii() and text.isidentifier():  # names mostly are
        return f'"{text}"'
    escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    escaped = escaped.replace("\r", "\\r")
    if not escaped.isprintable() or not escaped.isascii():
        escaped = "".join(map(_escape, escaped))
    if escaped.count("'") < escaped.count('"'):
        return "'" + escaped.replace("'", "\\'") + "'"
    return '"' + escaped.replace('"', '\\"') + '"'


def _escape(character: str) -> str:
    if character.isprintable() and not UNSAFE.match(character):
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def bytes_literal(data: bytes) -> str:
    """A bytes literal with the quotes black prefers."""
    body = "".join(chr(b) if 32 <= b < 127 and b != 92 else f"\\x{b:02x}" for b in data)
    body = body.replace("\\x5c", "\\\\").replace("\\x0a", "\\n").replace("\\x0d", "\\r")
    if body.count("'") < body.count('"'):
        return "b'" + body.replace("'", "\\'") + "'"
    return 'b"' + body.replace('"', '\\"') + '"'


# --- docstrings and comments -------------------------------------------------------------------


@cache
def docstring(text: str, indent: int, below: tuple[str, ...] = ()) -> str:
    """A docstring (with its quotes, without the first line's indent), or "" for a blank text.

    What black would leave alone: no trailing space, no tab, the closing quotes on a line of their
    own when there are several lines. The lines `below` the text are from `item`, or blank.
    """
    lines = plain_lines(text)
    if not lines:
        return ""
    margin = " " * indent
    lines = wrap(lines, LINE_LENGTH - indent)
    if "\\" in text or '"""' in text:
        lines = [_docstring_escape(line) for line in lines]
    lines += below
    first = f" {lines[0]}" if lines[0].startswith('"') else lines[0]
    if len(lines) == 1:
        return f'"""{first} """' if first.endswith('"') else f'"""{first}"""'
    rest = lines[1:]
    if all(line[:1] in ("", " ") for line in rest):  # of an item that is the whole text
        hanging = min(len(line) - len(line.lstrip()) for line in rest if line)
        rest = [line[hanging:] for line in rest]
    inside = f"\n{margin}".join([first, *rest]).replace(f"{margin}\n", "\n")
    return f'"""{inside}\n{margin}"""'


@cache
def item(name: str, words: str) -> list[str]:
    """A name with its text as lines for a docstring: many methods have the same arguments."""
    paragraphs = f"{name}: {words.strip()}".splitlines()
    if len(paragraphs) > 1 or len(paragraphs[0]) > _ITEM_WIDTH + 4:
        paragraphs = wrap(paragraphs, _ITEM_WIDTH)
    lines = [f"    {paragraphs[0]}", *(f"        {line}" for line in paragraphs[1:])]
    return [_docstring_escape(plain_line(line)) for line in lines]


_ITEM_WIDTH = LINE_LENGTH - 16
"""Columns left for the text of an item in the docstring of a method, from its second line."""


def with_code(doc: str, title: str, code: Iterable[str], indent: int) -> str:
    """A docstring with statements at its end that are laid out for four columns further in.

    They are no session of an interpreter, so that nobody runs them as a test.
    """
    margin = " " * indent
    lines = "\n".join(f"{margin}    {it}" if it else "" for it in code).split("\n")
    escaped = "\n".join(_docstring_escape(it.rstrip()) for it in lines)
    return f"{doc.removesuffix(_QUOTES).rstrip()}\n\n{margin}{title}:\n{escaped}\n{margin}{_QUOTES}"


_QUOTES = '"""'


def comment(text: str, indent: int) -> list[str]:
    """`# ...` lines, none of which a tool would read as a directive; [] for a blank text."""
    lines = wrap(plain_lines(text), LINE_LENGTH - indent - 2)
    return [f"# {_TOOL_COMMENTS.sub(_spell_out, line)}".rstrip() for line in lines]


def _spell_out(match: re.Match[str]) -> str:
    word = match[0]
    return f"{word[0]}\u00b7{word[1:]}"


def _docstring_escape(line: str) -> str:
    line = line.replace("\\", "\\\\")
    while '"""' in line:
        line = line.replace('"""', '\\"\\"\\"')
    return line
