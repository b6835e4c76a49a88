from __future__ import annotations

from typing import TypedDict

__all__ = ["FileRetrieveParams"]


class FileRetrieveParams(TypedDict):
    """Keyword arguments of `GET /jobs/{user_id}/files/{file-name}`."""

    user_id: int
    """Whose."""
