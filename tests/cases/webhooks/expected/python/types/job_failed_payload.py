from __future__ import annotations

from typing import Literal

from .._runtime.models import Model, field

__all__ = ["JobFailedPayload"]


class JobFailedPayload(Model):
    type: Literal["failed"] = field(default="failed", always=True)

    reason: str | None = None
