from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Base"]


class Base(Model):
    """What all have."""

    id: str

    note: str | None = None

    owner: str | None = None
