from __future__ import annotations

from typing import TypeAlias

from .._runtime.models import Model

__all__ = ["FirstAndThird", "Item"]


class Item(Model):
    first: str | None = None

    third: str | None = None


FirstAndThird: TypeAlias = list[Item]
