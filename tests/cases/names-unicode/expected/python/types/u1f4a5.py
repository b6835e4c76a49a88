from __future__ import annotations

from .._runtime.models import Model

__all__ = ["U1f4a5"]


class U1f4a5(Model):
    b: str | None = None
