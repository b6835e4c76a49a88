from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Conditional"]


class Conditional(Model):
    a: str | None = None
