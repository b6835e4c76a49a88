from __future__ import annotations

from .._runtime.models import Model
from .e import Inner

__all__ = ["C"]


class C(Model):
    d: Inner | None = None
