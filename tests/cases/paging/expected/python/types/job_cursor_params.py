from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobCursorParams"]


class JobCursorParams(TypedDict):
    page_token: NotRequired[str]

    page_size: NotRequired[int]
