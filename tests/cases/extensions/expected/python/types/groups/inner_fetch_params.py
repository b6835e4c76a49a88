from __future__ import annotations

from typing import Literal, TypedDict

from ..._runtime.compat import NotRequired

__all__ = ["InnerFetchParams"]


class InnerFetchParams(TypedDict):
    """Keyword arguments of `GET /things`."""

    region: NotRequired[Literal["eu", "us"]]
    """The client's own where it is left out."""
