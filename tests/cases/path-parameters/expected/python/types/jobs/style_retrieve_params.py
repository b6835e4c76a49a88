from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from ..._runtime.compat import NotRequired

__all__ = ["StyleRetrieveParams", "StyleRetrieveParamsExplodedParam"]


class StyleRetrieveParams(TypedDict):
    """Keyword arguments of `GET /jobs/styles/{simple}/{label}{matrix}/{exploded}.{kind}`."""

    simple: Sequence[str]

    label: Sequence[str]

    matrix: Sequence[int]

    exploded: StyleRetrieveParamsExplodedParam


class StyleRetrieveParamsExplodedParam(TypedDict):
    a: NotRequired[str]
