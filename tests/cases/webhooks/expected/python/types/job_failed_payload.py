from __future__ import annotations

from typing import Literal

from .._runtime.models import Model

__all__ = ["JobFailedPayload"]


class JobFailedPayload(Model):
    type: Literal["failed"]

    reason: str | None = None
