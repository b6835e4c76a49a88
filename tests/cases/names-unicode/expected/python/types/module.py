from __future__ import annotations

from .._runtime.models import Model

__all__ = ["日本"]


class 日本(Model):
    a: str | None = None
