from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["Level"]

Level: TypeAlias = Literal[1, 2, 3]
