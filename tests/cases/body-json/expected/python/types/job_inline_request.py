from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["ParentParam"]


class ParentParam(TypedDict):
    id: NotRequired[str]
