from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobSeveralParams"]


class JobSeveralParams(TypedDict):
    a: NotRequired[str]
