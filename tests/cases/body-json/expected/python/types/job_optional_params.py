from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobOptionalParams"]


class JobOptionalParams(TypedDict):
    note: NotRequired[str | None]

    timeout_: NotRequired[float]
