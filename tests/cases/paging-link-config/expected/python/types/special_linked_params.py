from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["SpecialLinkedParams"]


class SpecialLinkedParams(TypedDict):
    """Keyword arguments of `GET /jobs:link`."""

    per_page: NotRequired[int]

    page: NotRequired[int]
