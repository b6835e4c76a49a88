from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.models import Model

__all__ = ["Part", "PartParam"]


class Part(Model):
    x: int | None = None


class PartParam(TypedDict):
    x: NotRequired[int]
