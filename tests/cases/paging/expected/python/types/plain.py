from __future__ import annotations

from .._runtime.models import Model
from .items import Items

__all__ = ["Plain"]


class Plain(Model):
    items: Items | None = None
