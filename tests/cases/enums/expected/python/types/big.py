from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["Big"]

Big: TypeAlias = Literal[9007199254740993, -1]
