from __future__ import annotations

from .._runtime.models import Model, field

__all__ = ["ThingRetrieveResponseHeaders"]


class ThingRetrieveResponseHeaders(Model):
    x_rate_limit: int | None = field(default=None, name="X-Rate-Limit")
    """How many are left."""
