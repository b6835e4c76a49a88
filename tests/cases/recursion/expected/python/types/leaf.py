from __future__ import annotations

from typing import Literal

from .._runtime.models import Model, field

__all__ = ["Leaf"]


class Leaf(Model):
    op: Literal["leaf"] = field(default="leaf", always=True)

    value: float | None = None
