from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["GrößeRetrieveParams"]


class GrößeRetrieveParams(TypedDict):
    名前: NotRequired[str]
