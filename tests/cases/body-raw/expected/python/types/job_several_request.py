from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobSeveralRequestParam"]


class JobSeveralRequestParam(TypedDict):
    a: NotRequired[str]
