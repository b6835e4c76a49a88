from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["SpecialLinkedParams"]


class SpecialLinkedParams(TypedDict):
    per_page: NotRequired[int]

    page: NotRequired[int]
