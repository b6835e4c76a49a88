from __future__ import annotations

from typing import Literal

from .._runtime.compat import TypedDict

__all__ = ["SquareParam"]


class SquareParam(TypedDict):
    type: Literal["square"]

    side: float
