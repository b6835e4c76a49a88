from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobCursorParams"]


class JobCursorParams(TypedDict):
    """Keyword arguments of `GET /jobs:cursor`."""

    page_token: NotRequired[str]

    page_size: NotRequired[int]
