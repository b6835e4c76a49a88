from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired
from .tree import TreeParam

__all__ = ["TreeCreateParams"]


class TreeCreateParams(TypedDict):
    """Keyword arguments of `POST /trees`."""

    name: NotRequired[str]

    grown_from: NotRequired[TreeParam]

    children: NotRequired[Sequence[TreeParam]]
