from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.models import Model
from .circle import Circle, CircleParam
from .shape import Shape
from .square import Square, SquareParam

__all__ = ["ShapeCreateRequest", "ShapeCreateRequestParam"]


class ShapeCreateRequest(Model):
    shape: Shape | None = None


class ShapeCreateRequestParam(TypedDict):
    shape: NotRequired[CircleParam | Circle | SquareParam | Square]
