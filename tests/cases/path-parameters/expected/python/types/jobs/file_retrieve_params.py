from __future__ import annotations

from typing import TypedDict

__all__ = ["FileRetrieveParams"]


class FileRetrieveParams(TypedDict):
    user_id: int
    """Whose."""
