from __future__ import annotations

from .._runtime.models import Model

__all__ = ["None_"]


class None_(Model):
    x: int | None = None
