from __future__ import annotations

from .._runtime.models import Model

__all__ = ["UserParam"]


class UserParam(Model):
    c: str | None = None
