from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.unions import UnknownVariant
from .circle import Circle, CircleParam
from .square import Square, SquareParam

__all__ = ["ShapeCreateParams"]


class ShapeCreateParams(TypedDict):
    """Keyword arguments of `POST /shapes`."""

    shape: NotRequired[CircleParam | Circle | SquareParam | Square | UnknownVariant]
