from __future__ import annotations

from typing import TypeAlias

__all__ = ["Row"]

Row: TypeAlias = list[str | int | bool]
