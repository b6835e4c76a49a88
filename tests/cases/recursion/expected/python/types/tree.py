from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["TreeParam"]

TreeParam = TypedDict(
    "TreeParam",
    {
        "name": "NotRequired[str]",
        "grown-from": "NotRequired[TreeParam]",
        "children": "NotRequired[Sequence[TreeParam]]",
    },
)
