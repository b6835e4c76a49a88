from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobOptionalParams"]


class JobOptionalParams(TypedDict):
    """Keyword arguments of `PATCH /jobs:optional`."""

    note: NotRequired[str | None]

    timeout_: NotRequired[float]
