from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["GrößeRetrieveParams"]


class GrößeRetrieveParams(TypedDict):
    """Keyword arguments of `GET /gr%C3%B6%C3%9Fe/{straße}`."""

    名前: NotRequired[str]
