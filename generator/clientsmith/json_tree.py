"""JSON to a tree of dict, list, str, int, float, bool and None: fast when all is well.

msgspec parses; it does not see a key that stands twice, so the text is held against what it would
be for the tree, or the keys of both are counted; too many levels show in the indented text. Only
when something is wrong does the slow scanner here run, which knows every position.
"""

from __future__ import annotations

import math
import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any as Json
from typing import NoReturn

import msgspec

from .syntax import MAX_DEPTH, MAX_DIGITS, Parsed, SyntaxProblem, decode, position

_INDENT = 2
_TOO_DEEP = b"\n" + b" " * (_INDENT * MAX_DEPTH)
"""What is in the indented text of every tree with too many levels."""
_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD = re.compile(r"[A-Za-z_]+|-Infinity")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_TOO_LONG = b"0" * (MAX_DIGITS + 1)
"""An integer that is refused, with each digit made 0: quicker to search for than a pattern."""
_STEP = 31
_TOO_LONG_AT_STEPS = b"0" * ((MAX_DIGITS + 1) // _STEP)
"""What every `_STEP`-th byte of such an integer has at least: that is looked for first."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(raw: bytes, problems: list[SyntaxProblem]) -> Parsed:
    """The tree of `raw`, which is UTF-8.

    Appends to `problems` what is wrong but leaves the rest readable, such as a key given twice.
    Raises `SyntaxProblem` for everything else.
    """
    try:
        tree = msgspec.json.decode(raw)
        compact = msgspec.json.encode(tree)
        pretty = msgspec.json.format(compact, indent=_INDENT)
        # Most are written in this way, and then no key stands twice.
        bare = compact if raw.strip() == pretty else msgspec.json.format(raw, indent=-1)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return Parsed(scan(decode(raw), problems))
    if (
        _TOO_DEEP in pretty
        or _has_long_integer(bare)
        or (bare != compact and (b'\\\\":' in bare or _keys(bare) != _keys(compact)))
    ):
        return Parsed(scan(decode(raw), problems))
    return Parsed(tree, compact)


def _has_long_integer(text: bytes) -> bool:
    """Whether so many digits stand in a row that it may be an integer that is refused."""
    few = text[::_STEP].translate(_DIGITS)
    return _TOO_LONG_AT_STEPS in few and _TOO_LONG in text.translate(_DIGITS)


def _keys(bare: bytes) -> int:
    """How many members the objects of `bare` have: JSON without space between its tokens.

    `":` ends a key everywhere but inside a string, where its quote has a backslash.
    """
    return bare.count(b'":') - bare.count(b'\\":')


def scan(text: str, problems: list[SyntaxProblem]) -> Json:
    """What `parse` does, one token at a time and with the position of every mistake."""
    return _Scanner(text, problems).scan()


class _Scanner:
    """RFC 8259 with an explicit stack."""

    def __init__(self, text: str, problems: list[SyntaxProblem]) -> None:
        self.text = text
        self.problems = problems
        self.at = 0

    def scan(self) -> Json:
        """The value of the whole text."""
        text = self.text
        stack: list[tuple[Json, str]] = []
        """The open containers around `here`, each with the key that is being filled."""
        here: Json = None
        key = ""
        while True:
            opened = False
            value: Json = None
            self.skip()
            char = text[self.at : self.at + 1]
            if char == "{" or char == "[":
                stack.append((here, key))
                if len(stack) > MAX_DEPTH:
                    self.fail(
                        f"more than {MAX_DEPTH} levels inside each other", code="syntax/limit"
                    )
                here = {} if char == "{" else []
                self.at += 1
                self.skip()
                if text[self.at : self.at + 1] != ("}" if char == "{" else "]"):
                    opened = True
                    if char == "{":
                        key = self.key(here)
            else:
                value = self.scalar(char)
                self.put(here, key, value)
            while not opened:
                if not stack:
                    if self.text[self.at :].strip(" \t\r\n"):
                        self.skip()
                        self.fail("there is more text after the end of the document")
                    return value
                self.skip()
                char = text[self.at : self.at + 1]
                if char == ",":
                    self.at += 1
                    if isinstance(here, dict):
                        key = self.key(here)
                    break
                if char != ("}" if isinstance(here, dict) else "]"):
                    closing = "}" if isinstance(here, dict) else "]"
                    self.fail(f"expected `,` or `{closing}` here")
                self.at += 1
                value = here
                here, key = stack.pop()
                self.put(here, key, value)

    def put(self, here: Json, key: str, value: Json) -> None:
        """Put `value` into the open container, if there is one."""
        if isinstance(here, dict):
            here[key] = value
        elif isinstance(here, list):
            here.append(value)

    def skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def key(self, here: dict[str, Json]) -> str:
        """The next key of `here` and its colon."""
        self.skip()
        start = self.at
        if self.text[start : start + 1] != '"':
            self.fail("expected a key in double quotes here")
        key = self.string()
        if key in here:
            line, column = position(self.text, start)
            self.problems.append(
                SyntaxProblem(
                    "syntax/duplicate-key",
                    f"the key {key!r} stands twice in this object",
                    line,
                    column,
                    "remove or rename one of them",
                )
            )
        self.skip()
        if self.text[self.at : self.at + 1] != ":":
            self.fail("expected `:` after the key")
        self.at += 1
        return key

    def string(self) -> str:
        """The string that begins here."""
        start = self.at
        value: str
        try:
            value, self.at = scanstring(self.text, start + 1, True)
        except JSONDecodeError as error:
            self.at = min(error.pos, len(self.text))
            self.fail(error.msg[:1].lower() + error.msg[1:].removesuffix(" at"))
        if _SURROGATE.search(value):
            self.at = start
            self.fail("this string holds half of a surrogate pair, which no text can")
        return value

    def scalar(self, char: str) -> Json:
        """The string, number or word that begins here."""
        if char == '"':
            return self.string()
        match = _NUMBER.match(self.text, self.at)
        if match:
            return self.number(match)
        word = _WORD.match(self.text, self.at)
        if word and word.group() in _WORDS:
            self.at = word.end()
            return _WORDS[word.group()]
        if word:
            self.fail(f"{word.group()[:40]} is not a JSON value")
        self.fail("expected a value here" if char else "the document ends too early")

    def number(self, match: re.Match[str]) -> int | float:
        """The number of `match`."""
        digits = match.group()
        if match.group(1) is None and match.group(2) is None:
            if len(digits) > MAX_DIGITS:
                self.fail(f"an integer of {len(digits)} digits", code="syntax/number")
            self.at = match.end()
            return int(digits)
        number = float(digits)
        if math.isinf(number):
            self.fail("this number is larger than a double can be", code="syntax/number")
        self.at = match.end()
        return number

    def fail(self, message: str, code: str = "syntax/json") -> NoReturn:
        line, column = position(self.text, self.at)
        raise SyntaxProblem(code, message, line, column)
