from __future__ import annotations

from .._runtime.models import Model

__all__ = ["JobUploadResponse"]


class JobUploadResponse(Model):
    id: str | None = None
