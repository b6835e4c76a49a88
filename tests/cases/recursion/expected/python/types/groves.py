from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

__all__ = ["Groves"]

if TYPE_CHECKING:
    Groves: TypeAlias = list["Groves"]
else:
    Groves = Any
