from __future__ import annotations

from .._runtime.models import Model
from .c import C

__all__ = ["Far"]


class Far(Model):
    back: C | None = None
