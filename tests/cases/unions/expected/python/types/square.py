from __future__ import annotations

from typing import Literal

from .._runtime.compat import TypedDict
from .._runtime.models import Model

__all__ = ["Square", "SquareParam"]


class Square(Model):
    type: Literal["square"]

    side: float


class SquareParam(TypedDict):
    type: Literal["square"]

    side: float
