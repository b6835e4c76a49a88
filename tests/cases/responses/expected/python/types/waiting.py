from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Waiting"]


class Waiting(Model):
    eta: int
