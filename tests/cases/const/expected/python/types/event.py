from __future__ import annotations

from typing import Any, Literal

from .._runtime.models import Model, field

__all__ = ["Event"]


class Event(Model):
    kind: Literal["created"] = field(default="created", always=True)
    """Always the same."""

    version: Literal[2] = field(default=2, always=True)

    flag: bool | None = None

    ratio: float | None = None

    nothing: None = None

    list: Any = None

    one: Literal["only"] | None = None
