from __future__ import annotations

from typing import TypeAlias

__all__ = ["Matrix"]

Matrix: TypeAlias = list[list[float]]
