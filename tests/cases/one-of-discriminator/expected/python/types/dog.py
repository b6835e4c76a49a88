from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.models import Model, field

__all__ = ["Dog", "DogParam"]


class Dog(Model):
    pet_type: str = field(name="petType")

    tricks: list[str] | None = None


class DogParam(TypedDict):
    petType: str

    tricks: NotRequired[Sequence[str]]
