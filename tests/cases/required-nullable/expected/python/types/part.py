from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.models import Model

__all__ = ["Part", "PartParam"]


class Part(Model):
    x: int | None = None


class PartParam(TypedDict):
    x: NotRequired[int]
