from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobOffsetParams"]


class JobOffsetParams(TypedDict):
    offset: NotRequired[int]

    limit: NotRequired[int]
