from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Owner"]


class Owner(Model):
    id: int | None = None
