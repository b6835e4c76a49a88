from __future__ import annotations

from collections.abc import Sequence

from ..._runtime.compat import NotRequired, TypedDict

__all__ = ["StyleRetrieveParams", "StyleRetrieveParamsExplodedParam"]


class StyleRetrieveParams(TypedDict):
    simple: Sequence[str]

    label: Sequence[str]

    matrix: Sequence[int]

    exploded: StyleRetrieveParamsExplodedParam


class StyleRetrieveParamsExplodedParam(TypedDict):
    a: NotRequired[str]
