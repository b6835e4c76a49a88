from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["FilterParam"]


class FilterParam(TypedDict):
    name: NotRequired[str]

    size: NotRequired[int]
