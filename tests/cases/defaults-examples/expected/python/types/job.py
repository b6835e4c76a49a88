from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict

from .._runtime.compat import NotRequired
from .._runtime.models import Model

__all__ = ["Job", "JobParam"]


class Job(Model):
    size: int
    """Default: `3`."""

    tags: list[str] | None = None
    """Default: `["x","y"]`."""

    ratio: float | None = None
    """Default: `1.5`."""

    on: bool | None = None
    """Default: `true`."""

    options: dict[str, Any] | None = None
    """Default: `{"a":[1,null]}`."""

    late: datetime | None = None
    """Default: `2024-01-01T00:00:00Z`."""


class JobParam(TypedDict):
    size: int
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
