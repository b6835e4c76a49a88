from __future__ import annotations

from typing import Literal

from .._runtime.models import Model, OpenEnum, field

__all__ = ["Thing"]


class Thing(Model):
    better: str | None = field(default=None, name="a")

    b: OpenEnum[Literal["x1", "x2"]] | None = None
