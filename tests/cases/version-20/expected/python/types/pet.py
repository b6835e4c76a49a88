from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Pet"]


class Pet(Model):
    name: str

    kind: str | None = None
