from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Patterns"]


class Patterns(Model):
    a: str | None = None
