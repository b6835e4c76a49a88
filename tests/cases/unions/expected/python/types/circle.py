from __future__ import annotations

from typing import Literal, TypedDict

from .._runtime.models import Model, field

__all__ = ["Circle", "CircleParam"]


class Circle(Model):
    type: Literal["circle"] = field(default="circle", always=True)

    radius: float


class CircleParam(TypedDict):
    type: Literal["circle"]

    radius: float
