from __future__ import annotations

from typing import TypeAlias

from .._runtime.models import Model

__all__ = ["Item", "Things"]


class Item(Model):
    id: str


Things: TypeAlias = list[Item]
