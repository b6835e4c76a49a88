from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Done"]


class Done(Model):
    id: str
