"""Words: how the spellings of a document become lists of lower-case words.

Targets join the words in their own case; nothing here knows a language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from clientsmith import ir

_TOKENS = re.compile(
    r"[A-Z]{2,}s(?![a-z])"  # IDs, URLs
    r"|[A-Z]+(?=[A-Z][a-z])"  # HTTP of HTTPError
    r"|[A-Z]+(?![a-z])[0-9]*"  # HTTP, V2
    r"|[A-Z]?[a-z]+[0-9]*"  # Page, v2, sha256
    r"|[A-Z]"
    r"|[0-9]+[a-z]*(?![a-z])"  # 2fa, 3
)
_KNOWN = {
    "OAuth": "Oauth",
    "GraphQL": "Graphql",
    "IPv4": "Ipv4",
    "IPv6": "Ipv6",
    "iOS": "Ios",
    "macOS": "Macos",
    "K8s": "Kubernetes",
    "k8s": "kubernetes",
}
_KNOWN_PATTERN = re.compile("|".join(_KNOWN))

_SYMBOLS = {
    "+": "plus",
    "-": "minus",
    "<": "less",
    ">": "greater",
    "=": "equal",
    "!": "not",
    "*": "star",
    "&": "and",
    "|": "or",
    "@": "at",
    "#": "hash",
    "%": "percent",
    "$": "dollar",
    "/": "slash",
    "\\": "backslash",
    ".": "dot",
    ",": "comma",
    ":": "colon",
    ";": "semicolon",
    "?": "question",
    "~": "tilde",
    "^": "caret",
    "_": "underscore",
    "'": "apostrophe",
    '"': "quote",
    "(": "open",
    ")": "close",
    "[": "open",
    "]": "close",
    "{": "open",
    "}": "close",
    " ": "space",
}

_SINGULAR_EXCEPTIONS = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "indices": "index",
    "vertices": "vertex",
    "matrices": "matrix",
    "appendices": "appendix",
    "analyses": "analysis",
    "bases": "base",
    "caches": "cache",
    "movies": "movie",
    "cookies": "cookie",
    "headaches": "headache",
    "aliases": "alias",
    "axes": "axis",
    "buses": "bus",
    "lenses": "lens",
    "quizzes": "quiz",
    "series": "series",
    "species": "species",
    "news": "news",
    "data": "data",
    "metadata": "metadata",
    "media": "media",
    "criteria": "criterion",
    "leaves": "leaf",
    "shelves": "shelf",
    "lives": "life",
    "gas": "gas",
    "bus": "bus",
    "lens": "lens",
    "alias": "alias",
    "atlas": "atlas",
    "canvas": "canvas",
    "kubernetes": "kubernetes",
    "dns": "dns",
    "saas": "saas",
    "paas": "paas",
    "iaas": "iaas",
    "https": "https",
    "aws": "aws",
    "sms": "sms",
    "tls": "tls",
    "css": "css",
    "gps": "gps",
    "sos": "sos",
    "ios": "ios",
    "macos": "macos",
    "has": "has",
    "is": "is",
    "was": "was",
    "this": "this",
    "always": "always",
    "previous": "previous",
    "means": "means",
    "whereabouts": "whereabouts",
}


_PREPOSITIONS = ("for", "of", "in", "to", "from", "by", "with", "on", "a", "an", "the", "and", "or")


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The lower-case words of `text`; () when it has no letter and no digit.

    `HTTPValidationError` is http validation error, `jobID` job id, `sha256Sum` sha256 sum.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if not text.isascii():
            return _unicode_words(text)
    if not text.islower() or "8" in text:  # as all that are known
        text = _KNOWN_PATTERN.sub(lambda match: " " + _KNOWN[match.group()], text)
    return tuple(token.lower() for token in _TOKENS.findall(text))


def _unicode_words(text: str) -> tuple[str, ...]:
    """Like `words`, by the Unicode categories of the characters."""
    result: list[str] = []
    current = ""
    previous = ""
    for character in text:
        category = unicodedata.category(character)
        kind = category if category in ("Lu", "Ll") else category[0]
        if kind not in ("Lu", "Ll", "L", "N", "M"):
            if current:
                result.append(current)
            current, previous = "", ""
            continue
        if current and kind == "Lu" and previous != "Lu":
            result.append(current)
            current = ""
        elif current and kind == "Ll" and previous == "Lu" and len(current) > 1:
            result.append(current[:-1])
            current = current[-1]
        current += character
        previous = previous if kind == "M" else kind
    if current:
        result.append(current)
    return tuple(word.lower() for word in result)


@lru_cache(maxsize=16384)
def singular(word: str) -> str:
    """The singular of an English noun in lower case; what is singular already stays as it is."""
    known = _SINGULAR_EXCEPTIONS.get(word)
    if known is not None:
        return known
    if len(word) < 4:
        return word[:-1] if len(word) == 3 and word in ("ids", "ips", "vms", "pts") else word
    if word.endswith("ies") and word[-4] not in "aeiou":
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zzes")):
        return word[:-2]
    if word.endswith(("tuses", "ruses", "nuses", "puses", "lases")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ous")):
        return word[:-1]
    return word


def is_plural(name: Sequence[str]) -> bool:
    """Whether the last word of a name is an English plural."""
    return bool(name) and (singular(name[-1]) != name[-1] or name[-1] in ("people", "children"))


def singular_words(name: tuple[str, ...]) -> tuple[str, ...]:
    """The name with its last word in the singular."""
    return (*name[:-1], singular(name[-1])) if name else name


@lru_cache(maxsize=65536)
def name_of(
    wire: str, override: str | None = None, fallback: tuple[str, ...] = ("value",)
) -> ir.Name:
    """A name as the document spells it; `override` only changes the words.

    What has no letter and no digit is spelt out (`$` is dollar); an empty name is `fallback`.
    """
    return ir.Name(wire, (words(override) if override else ()) or spelled(wire) or fallback)


@lru_cache(maxsize=16384)
def spelled(text: str) -> tuple[str, ...]:
    """The words of `text`, with a leading sign and texts of symbols only spelt out."""
    plain = words(text)
    if plain:
        if text[0] == "+" and plain[0][0].isdigit():
            return ("plus", *plain)
        if text[0] == "-" and plain[0][0].isdigit():
            return ("minus", *plain)
        return plain
    symbols = tuple(_SYMBOLS[character] for character in text[:8] if character in _SYMBOLS)
    if symbols:
        return symbols
    return tuple(f"u{ord(character):04x}" for character in text[:4])


def strip_affixes(name: tuple[str, ...], *affixes: Iterable[str]) -> tuple[str, ...]:
    """`name` without the word lists it begins or ends with, whatever the number; never empty."""
    for affix in affixes:
        part = [singular(word) for word in affix]
        size = len(part)
        if not size or size >= len(name):
            continue
        plain = [singular(word) for word in name]
        if plain[:size] == part:
            name = name[size:]
        elif plain[-size:] == part and name[-size - 1] not in _PREPOSITIONS:
            name = name[:-size]
    return name
