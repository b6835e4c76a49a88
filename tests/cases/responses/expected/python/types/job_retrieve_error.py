from __future__ import annotations

from .._runtime.models import Model

__all__ = ["JobRetrieveError"]


class JobRetrieveError(Model):
    code: int | None = None
