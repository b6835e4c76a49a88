from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["UserRetrieveParams2"]


class UserRetrieveParams2(TypedDict):
    """Keyword arguments of `GET /user/{id}`."""

    query_id: NotRequired[str]

    header_id: NotRequired[str]

    query_user_id: NotRequired[str]

    user_id: NotRequired[str]
