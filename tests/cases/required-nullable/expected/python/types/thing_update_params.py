from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired
from .part import Part, PartParam

__all__ = ["ThingUpdateParams"]


class ThingUpdateParams(TypedDict):
    """Keyword arguments of `PUT /things`."""

    a: str
    """Required, never null."""

    b: str | None
    """Required, may be null."""

    e: PartParam | Part | None

    f: int | None

    c: NotRequired[str]
    """Optional, never null."""

    d: NotRequired[str | None]
    """Optional, may be null."""

    g: NotRequired[float | None]

    h: NotRequired[Sequence[int | None]]
