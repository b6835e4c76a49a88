from __future__ import annotations

from collections.abc import Sequence

from .._runtime.compat import NotRequired, TypedDict
from .tree import TreeParam

__all__ = ["TreeCreateParams"]


class TreeCreateParams(TypedDict):
    name: NotRequired[str]

    children: NotRequired[Sequence[TreeParam]]
