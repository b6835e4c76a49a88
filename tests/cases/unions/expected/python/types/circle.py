from __future__ import annotations

from typing import Literal

from .._runtime.compat import TypedDict
from .._runtime.models import Model

__all__ = ["Circle", "CircleParam"]


class Circle(Model):
    type: Literal["circle"]

    radius: float


class CircleParam(TypedDict):
    type: Literal["circle"]

    radius: float
