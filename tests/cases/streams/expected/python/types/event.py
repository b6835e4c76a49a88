from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Event"]


class Event(Model):
    type: str

    data: str | None = None
