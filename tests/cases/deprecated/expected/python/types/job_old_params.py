from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobOldParams"]


class JobOldParams(TypedDict):
    p: NotRequired[str]
    """Deprecated: may be removed in a later version."""
