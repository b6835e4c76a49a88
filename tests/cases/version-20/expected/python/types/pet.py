from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.models import Model

__all__ = ["Pet", "PetParam"]


class Pet(Model):
    name: str

    kind: str | None = None


class PetParam(TypedDict):
    name: str

    kind: NotRequired[str | None]
