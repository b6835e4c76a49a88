from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["SpecialOddParams"]


class SpecialOddParams(TypedDict):
    from_: NotRequired[str]
