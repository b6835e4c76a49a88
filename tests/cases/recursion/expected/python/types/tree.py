from __future__ import annotations

from collections.abc import Sequence

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["TreeParam"]


class TreeParam(TypedDict):
    name: NotRequired[str]

    children: NotRequired[Sequence[TreeParam]]
