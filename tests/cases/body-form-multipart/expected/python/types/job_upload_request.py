from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["MetaParam"]


class MetaParam(TypedDict):
    title: NotRequired[str]
