from __future__ import annotations

from .._runtime.models import Model

__all__ = ["JobInlineResponse"]


class JobInlineResponse(Model):
    id: str | None = None
