from __future__ import annotations

from .._runtime.models import Model

__all__ = ["SpecialLinkedResponse"]


class SpecialLinkedResponse(Model):
    id: int | None = None
