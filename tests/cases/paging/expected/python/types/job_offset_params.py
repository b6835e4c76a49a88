from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobOffsetParams"]


class JobOffsetParams(TypedDict):
    """Keyword arguments of `GET /jobs:offset`."""

    offset: NotRequired[int]

    limit: NotRequired[int]
