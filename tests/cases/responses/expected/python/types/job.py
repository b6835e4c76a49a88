from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Job"]


class Job(Model):
    id: str
