"""Answers that do not fit the document: what is reported, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    OnMismatch = Callable[["Mismatch"], None]

    MismatchKind = Literal[
        "missing",  # a required member is absent: it is None
        "null",  # null where the document does not allow it
        "wrong_type",  # another JSON type: the value is kept as it came
        "invalid_format",  # a string that is no date, UUID, ...: kept as a string
        "unknown_value",  # not a member of the enum: kept
        "unknown_variant",  # no alternative of a union fits: an UnknownVariant
        "too_deep",  # nested deeper than Python can follow: kept as it came
        "nonstandard_json",  # NaN, Infinity, a byte order mark, another encoding
    ]

__all__ = ["Mismatch", "MismatchLog"]


class Mismatch:
    """One way in which an answer differs from the document.

    path: the member, by type: `BatchListResponse.status`, `Page.items[]`.
    expected: the type there, as Python writes it.
    value: what came instead; None for a missing member.
    """

    __slots__ = ("expected", "kind", "path", "value")

    def __init__(
        self, path: str, kind: MismatchKind, expected: str, value: Any
    ) -> None:
        self.path = path
        self.kind: MismatchKind = kind
        self.expected = expected
        self.value = value

    def __str__(self) -> str:
        # A string may be anybody's data; only an unknown enum member is worth showing.
        got = type(self.value).__name__
        if self.kind == "unknown_value":
            got = ascii(self.value)[:80]
        elif self.kind == "missing":
            got = "nothing"
        kind = self.kind.replace("_", " ")
        return f"{self.path}: {kind}: expected {self.expected}, got {got}"

    def __repr__(self) -> str:
        return f"Mismatch({str(self)!r})"


class MismatchLog:
    """Passes each kind of mismatch on once: to the log, and to the caller's hook.

    What the hook raises reaches the caller of the API method.
    """

    __slots__ = ("_hook", "_seen")

    def __init__(self, hook: OnMismatch | None = None) -> None:
        self._hook = hook
        self._seen: set[tuple[str, str]] = set()

    def __call__(self, mismatch: Mismatch) -> None:
        key = (mismatch.path, mismatch.kind)
        if key in self._seen:
            return
        self._seen.add(key)
        from .log import logger

        logger().warning("answer differs from the document: %s", mismatch)
        if self._hook is not None:
            self._hook(mismatch)
