from __future__ import annotations

from typing import TypeAlias

from .._runtime.models import Model

__all__ = ["Firsts", "Item"]


class Item(Model):
    first: str | None = None


Firsts: TypeAlias = list[Item]
