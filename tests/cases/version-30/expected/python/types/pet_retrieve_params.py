from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["PetRetrieveParams"]


class PetRetrieveParams(TypedDict):
    n: NotRequired[int | None]
    """More than 0."""
