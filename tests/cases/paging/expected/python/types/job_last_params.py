from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobLastParams"]


class JobLastParams(TypedDict):
    after: NotRequired[str]

    limit: NotRequired[int]
