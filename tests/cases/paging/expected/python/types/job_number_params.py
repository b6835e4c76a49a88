from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobNumberParams"]


class JobNumberParams(TypedDict):
    """Keyword arguments of `GET /jobs:number`."""

    page: NotRequired[int]

    per_page: NotRequired[int]
