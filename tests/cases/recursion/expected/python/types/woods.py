from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

__all__ = ["Item", "Woods"]

if TYPE_CHECKING:
    Item: TypeAlias = list["Item"]
else:
    Item = Any

Woods: TypeAlias = list[Item]
