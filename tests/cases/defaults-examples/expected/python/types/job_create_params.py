from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobCreateParams"]


class JobCreateParams(TypedDict):
    """Keyword arguments of `POST /jobs`."""

    limit: NotRequired[int]
    """At least 1, at most 100; default: `10`."""

    sort: NotRequired[Literal["up", "down"]]
    """Default: `up`."""

    note: NotRequired[str]
    """Default: `it's "quoted" \\ and
    long`.
    """

    size: NotRequired[int]
    """Default: `3`."""

    tags: NotRequired[Sequence[str]]
    """Default: `["x","y"]`."""

    ratio: NotRequired[float]
    """Default: `1.5`."""

    on: NotRequired[bool]
    """Default: `true`."""

    options: NotRequired[Mapping[str, Any]]
    """Default: `{"a":[1,null]}`."""

    late: NotRequired[str | datetime]
    """Default: `2024-01-01T00:00:00Z`."""
