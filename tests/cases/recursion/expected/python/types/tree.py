from __future__ import annotations

from collections.abc import Sequence

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.models import Model

__all__ = ["Tree", "TreeParam"]


class Tree(Model):
    name: str | None = None

    children: list[Tree] | None = None


class TreeParam(TypedDict):
    name: NotRequired[str]

    children: NotRequired[Sequence[TreeParam | Tree]]
