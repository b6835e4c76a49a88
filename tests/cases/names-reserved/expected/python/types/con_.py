from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Con"]


class Con(Model):
    x: int | None = None
