from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["FilterParam"]


class FilterParam(TypedDict):
    name: NotRequired[str]

    size: NotRequired[int]
