from __future__ import annotations

from .._runtime.models import Model

__all__ = ["UserObject3"]


class UserObject3(Model):
    a: str | None = None
