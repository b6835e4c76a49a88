from __future__ import annotations

from datetime import date

from .._runtime.models import Model
from .names import Names
from .point import Point
from .row import Row
from .things import Things

__all__ = ["Holder", "Inline"]


class Holder(Model):
    names: Names | None = None

    point: Point | None = None

    row: Row | None = None

    things: Things | None = None

    inline: list[Inline] | None = None
    """Each with a size."""

    dates: list[date] | None = None


class Inline(Model):
    size: int | None = None
