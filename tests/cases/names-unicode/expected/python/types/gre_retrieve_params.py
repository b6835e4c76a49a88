from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["GrößeRetrieveParams"]


class GrößeRetrieveParams(TypedDict):
    名前: NotRequired[str]
