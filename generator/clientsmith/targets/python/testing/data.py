"""The answers of a module's tests: data, in a file beside it."""

from __future__ import annotations

import json
from typing import Any as Json

import msgspec

from clientsmith.render import File
from clientsmith.scopes import Scope
from clientsmith.targets.python.text import string_literal

_LONGEST_NAME = 48
"""Characters of the name of an answer: what mentions it is not to become longer than a line."""


class Data(msgspec.Struct):
    """What is in the file: JSON values by name. Equal values have one name."""

    file: str
    _texts: dict[str, str] = {}
    """Value -> name."""
    _names: Scope = msgspec.field(default_factory=Scope)

    def add(self, name: str, value: Json) -> str:
        """Add a value; gives its name, which is another one where it was there already."""
        text = _text(value)
        found = self._texts.get(text)
        if found is None:
            short = name[:_LONGEST_NAME].rstrip("_")
            found = self._texts[text] = self._names.claim(short)
        return found

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added."""
        return not self._texts

    def entry(self) -> File:
        """The file."""
        members = ",".join(f"{json.dumps(name)}:{text}" for text, name in self._texts.items())
        text = msgspec.json.format(f"{{{members}}}".encode(), indent=2)
        return File(f"answers/{self.file}.json", text + b"\n")


def answer_of(name: str) -> str:
    """The expression for a value of the module's data."""
    return f"ANSWERS[{string_literal(name)}]"


def _text(value: Json) -> str:
    """JSON in ASCII, since text of a document may hide or reorder what is beside it.

    YAML has numbers that JSON has not; they are sent as null.
    """
    try:
        text = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # a lone surrogate
        return json.dumps(value)
    if text.isascii() and text.isprintable():  # mostly
        return text
    return json.dumps(msgspec.json.decode(text))
