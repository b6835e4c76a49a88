from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Dependent"]


class Dependent(Model):
    """`a` only with `b`."""

    a: str | None = None
