from __future__ import annotations

from .._runtime.models import Model

__all__ = ["ThingRetrieveResponse"]


class ThingRetrieveResponse(Model):
    ok: bool | None = None
