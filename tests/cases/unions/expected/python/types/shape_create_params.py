from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .circle import Circle, CircleParam
from .square import Square, SquareParam

__all__ = ["ShapeCreateParams"]


class ShapeCreateParams(TypedDict):
    shape: NotRequired[CircleParam | Circle | SquareParam | Square]
