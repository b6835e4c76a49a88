from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobSeveralParams"]


class JobSeveralParams(TypedDict):
    a: NotRequired[str]
