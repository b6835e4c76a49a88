from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Extended"]


class Extended(Model):
    """More of it."""

    id: str

    note: str

    owner: str | None = None
    """Said again."""

    extra: int | None = None
