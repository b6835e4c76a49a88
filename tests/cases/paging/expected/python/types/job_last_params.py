from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobLastParams"]


class JobLastParams(TypedDict):
    """Keyword arguments of `GET /jobs:last`."""

    after: NotRequired[str]

    limit: NotRequired[int]
