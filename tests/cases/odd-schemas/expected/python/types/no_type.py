from __future__ import annotations

from .._runtime.models import Model

__all__ = ["NoType"]


class NoType(Model):
    a: str
