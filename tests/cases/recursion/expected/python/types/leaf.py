from __future__ import annotations

from typing import Literal

from .._runtime.models import Model

__all__ = ["Leaf"]


class Leaf(Model):
    op: Literal["leaf"]

    value: float | None = None
