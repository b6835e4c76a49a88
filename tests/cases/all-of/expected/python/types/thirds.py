from __future__ import annotations

from typing import TypeAlias

from .._runtime.models import Model

__all__ = ["Item", "Thirds"]


class Item(Model):
    third: str | None = None


Thirds: TypeAlias = list[Item]
