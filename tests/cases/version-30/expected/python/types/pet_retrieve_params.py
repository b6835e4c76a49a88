from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["PetRetrieveParams"]


class PetRetrieveParams(TypedDict):
    n: NotRequired[int | None]
    """More than 0."""
