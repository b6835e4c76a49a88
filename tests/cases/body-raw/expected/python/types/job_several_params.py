from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobSeveralParams"]


class JobSeveralParams(TypedDict):
    """Keyword arguments of `POST /jobs:several`."""

    a: NotRequired[str]
