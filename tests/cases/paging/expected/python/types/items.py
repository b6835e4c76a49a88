from __future__ import annotations

from typing import TypeAlias

from .item import Item

__all__ = ["Items"]

Items: TypeAlias = list[Item]
