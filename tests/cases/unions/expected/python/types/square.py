from __future__ import annotations

from typing import Literal, TypedDict

from .._runtime.models import Model, field

__all__ = ["Square", "SquareParam"]


class Square(Model):
    type: Literal["square"] = field(default="square", always=True)

    side: float


class SquareParam(TypedDict):
    type: Literal["square"]

    side: float
