from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobOldParams"]


class JobOldParams(TypedDict):
    """Keyword arguments of `GET /jobs:old`."""

    p: NotRequired[str]
    """Deprecated: may be removed in a later version."""
