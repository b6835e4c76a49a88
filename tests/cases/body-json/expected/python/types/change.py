from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["ChangeParam"]


class ChangeParam(TypedDict):
    note: NotRequired[str | None]

    timeout: NotRequired[float]
