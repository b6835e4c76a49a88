from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .circle import Circle, CircleParam
from .square import Square, SquareParam

__all__ = ["ShapeCreateParams"]


class ShapeCreateParams(TypedDict):
    shape: NotRequired[CircleParam | Circle | SquareParam | Square]
