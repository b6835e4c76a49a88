from __future__ import annotations

from .._runtime.models import Model

__all__ = ["JobItemsEvent"]


class JobItemsEvent(Model):
    n: int | None = None
