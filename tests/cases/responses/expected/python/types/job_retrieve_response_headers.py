from __future__ import annotations

from .._runtime.models import Model, field

__all__ = ["JobRetrieveResponseHeaders"]


class JobRetrieveResponseHeaders(Model):
    x_remaining: int | None = field(default=None, name="X-Remaining")
    """Calls left."""
