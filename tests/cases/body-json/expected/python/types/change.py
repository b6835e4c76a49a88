from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["ChangeParam"]


class ChangeParam(TypedDict):
    note: NotRequired[str | None]

    timeout: NotRequired[float]
