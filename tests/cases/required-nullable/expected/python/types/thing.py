from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.models import Model
from .maybe import Maybe
from .part import Part, PartParam

__all__ = ["Thing", "ThingParam"]


class Thing(Model):
    a: str
    """Required, never null."""

    b: str | None
    """Required, may be null."""

    c: str | None = None
    """Optional, never null."""

    d: str | None = None
    """Optional, may be null."""

    e: Part | None

    f: int | None

    g: Maybe | None = None

    h: list[int | None] | None = None


class ThingParam(TypedDict):
    a: str
    """Required, never null."""

    b: str | None
    """Required, may be null."""

    c: NotRequired[str]
    """Optional, never null."""

    d: NotRequired[str | None]
    """Optional, may be null."""

    e: PartParam | Part | None

    f: int | None

    g: NotRequired[float | None]

    h: NotRequired[Sequence[int | None]]
