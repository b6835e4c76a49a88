from __future__ import annotations

from ..._runtime.compat import TypedDict

__all__ = ["FileRetrieveParams"]


class FileRetrieveParams(TypedDict):
    user_id: int
    """Whose."""
