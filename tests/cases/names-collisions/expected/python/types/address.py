from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Address"]


class Address(Model):
    e: str | None = None
