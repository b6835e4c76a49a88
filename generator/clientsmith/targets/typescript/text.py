"""The three doors through which text of a document enters TypeScript code.

`identifier` (with `key`), `literal` and `doc_comment` are the only functions that may put a string
of the document into generated TypeScript; every other part of the target works with their results.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from clientsmith.prose import UNSAFE, plain_lines, wrap

LINE_LENGTH = 100

_INITIALISMS = {
    **{word: word.upper() for word in ("api", "html", "http", "https", "id", "ip", "json", "sql")},
    **{word: word.upper() for word in ("sso", "ui", "uri", "url", "uuid", "xml")},
    "ids": "IDs",
    "urls": "URLs",
}
_KEYWORDS = frozenset(
    # Reserved words of modules (ECMA-262, section 12.7.2), and what strict mode does not bind.
    {
        *("arguments", "await", "break", "case", "catch", "class", "const", "continue"),
        *("debugger", "default", "delete", "do", "else", "enum", "eval", "export", "extends"),
        *("false", "finally", "for", "function", "if", "implements", "import", "in", "instanceof"),
        *("interface", "let", "new", "null", "package", "private", "protected", "public"),
        *("return", "static", "super", "switch", "this", "throw", "true", "try", "typeof"),
        *("undefined", "var", "void", "while", "with", "yield"),
    }
)
_SHORT = re.compile(r"(?! )[ -)+-?A-~]+(?<! )")
"""Text of one line in which nothing has a meaning of its own: neither `*` nor `@`."""

_TAG = re.compile(r"(?<![^\s*/])@(?=\w)")
_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")
_INTEGER = re.compile(r"(?:0|[1-9][0-9]{0,14})\Z")


# --- identifiers -------------------------------------------------------------------------------


def identifier(words: Iterable[str], fallback: str = "value") -> str:
    """A camelCase identifier made of `words`; reserved words get a trailing underscore."""
    parts = _parts(words)
    name = "".join([*(part.lower() for part in parts[:1]), *map(_capitalized, parts[1:])])
    if not name or not name[0].isalpha():
        name = f"{fallback}{name}"
    return f"{name}_" if name in _KEYWORDS else name


def is_reserved(name: str) -> bool:
    """Whether a name can be that of a member, but of nothing that is declared."""
    return name in _KEYWORDS


def member(words: Iterable[str], fallback: str = "value") -> str:
    """A camelCase name behind a dot, where reserved words are allowed."""
    return identifier(words, fallback).removesuffix("_")


def class_identifier(words: Iterable[str], fallback: str = "Model") -> str:
    """A PascalCase identifier made of `words`; digits never come first."""
    name = "".join(map(_capitalized, _parts(words)))
    return name if name and name[0].isalpha() else f"{fallback}{name}"


def _capitalized(word: str) -> str:
    return _INITIALISMS.get(word.lower()) or word[0].upper() + word[1:]


def _parts(words: Iterable[str]) -> list[str]:
    return [part for part in map(_clean, words) if part]


def _clean(word: str) -> str:
    if not word.isascii():
        # Latin letters keep their shape; what has none in ASCII goes.
        word = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return word if word.isalnum() else re.sub(r"[^a-zA-Z0-9]", "", word)


@lru_cache(maxsize=1 << 15)
def key(name: str) -> str:
    """The name of a member of a type or an object, quoted where it must be."""
    if _PLAIN.match(name) or _INTEGER.match(name):
        return name
    return string_literal(name)


@lru_cache(maxsize=1 << 15)
def object_key(name: str) -> str:
    """The name of a member of an object that is made: never its prototype."""
    return "['__proto__']" if name == "__proto__" else key(name)


# --- literals ----------------------------------------------------------------------------------


def literal(value: Any) -> str:
    """TypeScript source of a JSON value on one line, quoted by the value's own type."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return string_literal(value)
        case int():
            return str(value) if abs(value) < 2**53 else f"{value}n"
        case float():
            if not math.isfinite(value):
                return "Number.NaN" if value != value else f"{'-' * (value < 0)}Infinity"
            text = repr(value + 0.0)  # JSON has no -0 in JavaScript
            return text.removesuffix(".0") if "e" not in text else text.replace("e-0", "e-")
        case list() | tuple():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            items = [f"{object_key(str(name))}: {literal(it)}" for name, it in value.items()]
            return f"{{ {', '.join(items)} }}" if items else "{}"
        case _:
            raise TypeError(f"not a JSON value: {type(value).__name__}")


@lru_cache(maxsize=1 << 15)
def string_literal(text: str) -> str:
    """A string literal with single quotes, or double ones where that means fewer escapes."""
    escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    escaped = escaped.replace("\r", "\\r")
    if not escaped.isprintable() or not escaped.isascii():
        escaped = "".join(map(_escape, escaped))
    if escaped.count('"') < escaped.count("'"):
        return '"' + escaped.replace('"', '\\"') + '"'
    return "'" + escaped.replace("'", "\\'") + "'"


def _escape(character: str) -> str:
    if character.isprintable() and not UNSAFE.match(character):
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\u{{{code:x}}}"


# --- comments ----------------------------------------------------------------------------------


def doc_comment(text: str, tags: Sequence[tuple[str, str]] = (), indent: int = 0) -> str:
    """A JSDoc comment without the first line's indent, or "" when there is nothing to say.

    `tags` are pairs of a tag with what follows it on its line, and a text: `("@param id", "...")`.
    """
    if not tags:
        if not text:
            return ""
        if len(text) + indent + 7 <= LINE_LENGTH and _SHORT.fullmatch(text):
            return f"/** {text} */"
    width = LINE_LENGTH - indent - 3
    lines = wrap(_lines(text), width)
    for number, (tag, words) in enumerate(tags):
        if number == 0 and lines:
            lines.append("")
        first, *rest = _lines(words) or ("",)
        wrapped = wrap([f"{tag} {first}".rstrip(), *rest], width - 2)
        lines.extend([wrapped[0], *(f"  {line}" if line else "" for line in wrapped[1:])])
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) + indent + 7 <= LINE_LENGTH:
        return f"/** {lines[0]} */"
    margin = " " * indent
    body = "".join(f"\n{margin} * {line}".rstrip() for line in lines)
    return f"/**{body}\n{margin} */"


def with_code(doc: str, code: str, indent: int) -> str:
    """A comment with a program at its end; only texts in it can look like a tag or an end."""
    margin = " " * indent
    inner = doc.removeprefix("/**").removesuffix("*/")
    if "\n" not in inner:
        inner = f"\n{margin} * {inner.strip()}\n{margin} "
    plain = _TAG.sub(r"\\x40", code.replace("*/", "*\\/"))
    lines = ["", "@example", "```ts", *plain.split("\n"), "```"]
    shown = "".join(f"{margin} * {it}".rstrip() + "\n" for it in lines)
    return f"/**{inner.rstrip(' ')}{shown}{margin} */"


def inline_code(text: str) -> str:
    """Text of the document within the words of a comment: one line, no end of comment, no tag."""
    lines = _lines(" ".join(text.split()))
    return lines[0].replace("`", "'") if lines else ""


@lru_cache(maxsize=1 << 12)
def _lines(text: str) -> tuple[str, ...]:
    """The lines of a text, none of which ends the comment or is a tag of its own."""
    # Wherever a word begins with it, `@` begins a tag, or a directive to the compiler.
    lines = plain_lines(text)
    return tuple(_TAG.sub(r"\\@", line.replace("*/", "*\\/")) for line in lines)
