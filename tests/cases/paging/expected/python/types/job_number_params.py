from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobNumberParams"]


class JobNumberParams(TypedDict):
    page: NotRequired[int]

    per_page: NotRequired[int]
