from __future__ import annotations

from typing import Any, Literal

from .._runtime.models import Model

__all__ = ["Event"]


class Event(Model):
    kind: Literal["created"]
    """Always the same."""

    version: Literal[2]

    flag: bool | None = None

    ratio: float | None = None

    nothing: None = None

    list: Any = None

    one: Literal["only"] | None = None
