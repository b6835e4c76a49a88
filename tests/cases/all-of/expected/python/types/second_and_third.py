from __future__ import annotations

from typing import TypeAlias

from .._runtime.models import Model

__all__ = ["Item", "SecondAndThird"]


class Item(Model):
    second: str | None = None

    third: str | None = None


SecondAndThird: TypeAlias = list[Item]
