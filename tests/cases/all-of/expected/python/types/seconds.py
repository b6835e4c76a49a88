from __future__ import annotations

from typing import TypeAlias

from .._runtime.models import Model

__all__ = ["Item", "Seconds"]


class Item(Model):
    second: str | None = None


Seconds: TypeAlias = list[Item]
