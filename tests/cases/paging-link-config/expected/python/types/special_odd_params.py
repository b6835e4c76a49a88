from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["SpecialOddParams"]


class SpecialOddParams(TypedDict):
    """Keyword arguments of `GET /jobs:odd`."""

    from_: NotRequired[str]
