from __future__ import annotations

from .._runtime.models import Model

__all__ = ["UserObject"]


class UserObject(Model):
    b: str | None = None
