from __future__ import annotations

from datetime import datetime
from typing import Any

from .._runtime.models import Model

__all__ = ["Job"]


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
