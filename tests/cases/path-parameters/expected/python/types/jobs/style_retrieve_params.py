from __future__ import annotations

from collections.abc import Sequence

from ..._runtime.compat import NotRequired, TypedDict
from ..._runtime.models import Model

__all__ = [
    "StyleRetrieveParams",
    "StyleRetrieveParamsExploded",
    "StyleRetrieveParamsExplodedParam",
]


class StyleRetrieveParams(TypedDict):
    simple: Sequence[str]

    label: Sequence[str]

    matrix: Sequence[int]

    exploded: StyleRetrieveParamsExplodedParam | StyleRetrieveParamsExploded


class StyleRetrieveParamsExploded(Model):
    a: str | None = None


class StyleRetrieveParamsExplodedParam(TypedDict):
    a: NotRequired[str]
