"""Findings about a document as it is written, before anything is upgraded."""

from __future__ import annotations

from typing import Any as Json
from typing import TypeAlias

from .. import pointers
from ..diagnostics import Diagnostic, Diagnostics, Severity

Place: TypeAlias = "tuple[Json, str, str, Place | None, tuple[str, ...]]"
"""A value, its kind, the pointer where its walk began, the place around it, the way from there."""

_KINDS = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
}


def kind_of(value: Json) -> str:
    """What `value` is, in words."""
    return _KINDS.get(type(value), type(value).__name__)


def pointer(place: Place) -> str:
    """The pointer of `place`."""
    tokens: list[str] = []
    at: Place | None = place
    start = ""
    while at is not None:
        tokens.extend(reversed(at[4]))
        start = at[2]
        at = at[3]
    return pointers.join(start, reversed(tokens))


def child(place: Place, key: str, value: Json = None) -> Place:
    """The place of the field `key` of the object at `place`."""
    return (value, "", place[2], place, (key,))


class Findings:
    """Collects what is wrong with the structure of one document.

    A refusal is an error that a rule of the configuration may waive: the document breaks OpenAPI,
    but something can be made of it.
    """

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics

    def refuse(self, code: str, at: Place | str, message: str, hint: str = "") -> None:
        """The document breaks a rule of OpenAPI in a way that matters."""
        self._add(Severity.ERROR, code, at, message, hint)

    def warn(self, code: str, at: Place | str, message: str, hint: str = "") -> None:
        """The document breaks a rule of OpenAPI, but it is plain what is meant."""
        self._add(Severity.WARNING, code, at, message, hint)

    def _add(self, severity: Severity, code: str, at: Place | str, message: str, hint: str) -> None:
        where = at if isinstance(at, str) else pointer(at)
        file = pointers.split(where, self.diagnostics.main)[0]
        self.diagnostics.add(
            Diagnostic(
                severity, code, message, where, file, hint, is_written=True, is_waivable=True
            )
        )
