from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.models import Model

__all__ = ["Filter", "FilterParam"]


class Filter(Model):
    name: str | None = None

    size: int | None = None


class FilterParam(TypedDict):
    name: NotRequired[str]

    size: NotRequired[int]
