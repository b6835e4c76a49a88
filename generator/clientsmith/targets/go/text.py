"""The doors through which text of a document enters Go: identifiers, literals, tags.

Comments have a module of their own, `comments`. What leaves here is what gofmt would leave alone.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any as Json

KEYWORDS = frozenset(
    [
        "break",
        "case",
        "chan",
        "const",
        "continue",
        "default",
        "defer",
        "else",
        "fallthrough",
        "for",
        "func",
        "go",
        "goto",
        "if",
        "import",
        "interface",
        "map",
        "package",
        "range",
        "return",
        "select",
        "struct",
        "switch",
        "type",
        "var",
    ]
)
INITIALISMS = frozenset(
    [
        "acl",
        "api",
        "ascii",
        "cpu",
        "css",
        "csv",
        "dns",
        "eof",
        "guid",
        "html",
        "http",
        "https",
        "id",
        "ip",
        "ips",
        "json",
        "jwt",
        "lhs",
        "oauth",
        "pdf",
        "qps",
        "ram",
        "rhs",
        "rpc",
        "sdk",
        "sla",
        "smtp",
        "sql",
        "sse",
        "ssh",
        "ssl",
        "tcp",
        "tls",
        "ttl",
        "udp",
        "ui",
        "uid",
        "uuid",
        "uri",
        "url",
        "utf8",
        "vm",
        "xml",
        "xmpp",
        "xsrf",
        "xss",
        "yaml",
    ]
)
_SPECIAL = {"oauth": "OAuth", "ids": "IDs", "urls": "URLs", "apis": "APIs", "uuids": "UUIDs"}


def exported(words: Iterable[str], otherwise: str = "Value") -> str:
    """Words as an exported identifier: `("job", "id")` is `JobID`."""
    return _exported(tuple(words), otherwise)


@lru_cache(maxsize=1 << 14)
def _exported(words: tuple[str, ...], otherwise: str) -> str:
    name = "".join(map(_shown, words)) or otherwise
    first = name[0]
    if first.isascii():
        return name if first.isupper() else f"X{name}"
    return name if unicodedata.category(first) == "Lu" else f"X{name}"


@lru_cache(maxsize=1 << 14)
def _shown(word: str) -> str:
    word = _letters(word)
    return _capital(word) if word else ""


def unexported(words: Iterable[str], otherwise: str = "value") -> str:
    """Words as an identifier of its package alone: `("job", "id")` is `jobID`."""
    parts = [word for word in map(_letters, words) if word]
    name = "".join((parts[0].lower(), *map(_capital, parts[1:]))) if parts else otherwise
    if unicodedata.category(name[0]) in ("Nd", "Lu", "Lt"):
        name = f"x{name}"
    return f"{name}_" if name in KEYWORDS else name


def _capital(word: str) -> str:
    if word in _SPECIAL:
        return _SPECIAL[word]
    if word in INITIALISMS:
        return word.upper()
    return word[0].upper() + word[1:] if len(word[0].upper()) == 1 else word


def _letters(word: str) -> str:
    """What of a word an identifier may hold (Go specification, "Identifiers")."""
    if word.isascii() and word.isalnum():
        return word
    normal = unicodedata.normalize("NFKC", word)
    return "".join(
        it for it in normal if unicodedata.category(it) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd")
    )


def file_stem(words: Iterable[str]) -> str:
    """Words as the name of a file: letters and digits alone, so no build constraint is in it."""
    stem = "".join(
        it if it.isascii() and it.isalnum() else f"{ord(it):x}" if it.isalnum() else ""
        for word in words
        for it in word.lower()
    )
    return stem[:80] or "resource"


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def string_literal(text: str) -> str:
    """An interpreted string literal. What is not plainly visible is escaped."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\\ufffd"
    if character.isprintable():
        return character
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def literal(value: Json) -> str:
    """A scalar as an expression of an untyped constant; anything else is text of JSON."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value + 0.0).replace("e+", "e") if value == value else "0"
        case str():
            return string_literal(value)
        case _:
            return "nil"


def text_literal(text: str) -> str:
    """Text as a literal; raw where that is easier to read."""
    plain = "`" not in text and "\r" not in text and text.isprintable() and "\ufeff" not in text
    return f"`{text}`" if plain and ('"' in text or "\\" in text) else string_literal(text)


def json_literal(value: Json) -> str:
    """A value as the literal of its JSON."""
    return text_literal(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


_OWN = re.compile(r"(?<![\w.])([A-Z]\w*)")


@lru_cache(maxsize=1 << 14)
def qualified(text: str, package: str) -> str:
    """A type as another package writes it."""
    return _OWN.sub(rf"{package}.\1", text)


_TAG_REFUSES = frozenset(',"\\`')


def tag(pairs: Sequence[tuple[str, str]]) -> str:
    """A struct tag, as a literal."""
    text = " ".join(f"{key}:{string_literal(value)}" for key, value in pairs)
    return f"`{text}`" if "`" not in text else string_literal(text)


@lru_cache(maxsize=1 << 14)
def named_tag(key: str, name: str, options: tuple[str, ...] = ()) -> str:
    """The tag of a member: its name on the wire and how it is written.

    What `encoding/json` has no name for is percent-encoded, and the name itself stands beside it.
    """
    if name not in ("-", "") and name.isprintable() and not _TAG_REFUSES.intersection(name):
        return tag([(key, ",".join((name, *options)))])
    plain = "".join(
        (
            "".join(f"%{byte:02X}" for byte in it.encode("utf-8", "replace"))
            if it in _TAG_REFUSES or not it.isprintable() or it in "-%"
            else it
        )
        for it in name
    )
    return tag([(key, ",".join((plain or "%", *options))), ("wire", name)])


def variant_value(text: str) -> str:
    """A value of a discriminator within a tag that lists several."""
    return text.replace("%", "%25").replace(",", "%2C")
