from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

__all__ = ["Lists"]

if TYPE_CHECKING:
    Lists: TypeAlias = list["Lists"]
else:
    Lists = Any
