from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["PetRetrieveParams"]


class PetRetrieveParams(TypedDict):
    """Keyword arguments of `GET /pets`."""

    n: NotRequired[int | None]
    """More than 0."""
