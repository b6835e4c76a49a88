from __future__ import annotations

from .._runtime.models import Model
from .maybe import Maybe
from .part import Part

__all__ = ["Thing"]


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
