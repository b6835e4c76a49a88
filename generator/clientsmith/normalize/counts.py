"""What a document holds, in numbers, and what of it has no effect."""

from __future__ import annotations

import msgspec


class Count(msgspec.Struct):
    """How many there are of a kind."""

    found: int = 0
    lost: int = 0
    omitted: int = 0


class Omission(msgspec.Struct):
    """What is left out without effect on a client, all that is alike together."""

    kind: str
    name: str
    reason: str
    pointer: str
    """Of the first."""
    count: int = 1
    line: int | None = None
    """Of the first, where it has been looked for."""


class Inventory(msgspec.Struct):
    """The accounts of one document."""

    counts: dict[str, Count] = {}
    """By kind of object, and `keyword`, `extension`."""
    omissions: dict[tuple[str, str, str], Omission] = {}
