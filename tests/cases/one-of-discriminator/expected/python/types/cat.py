from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.models import Model, field

__all__ = ["Cat", "CatParam"]


class Cat(Model):
    pet_type: str = field(name="petType")

    lives: int | None = None


class CatParam(TypedDict):
    petType: str

    lives: NotRequired[int]
