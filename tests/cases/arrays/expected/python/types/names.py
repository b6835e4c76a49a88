from __future__ import annotations

from typing import TypeAlias

__all__ = ["Names"]

Names: TypeAlias = list[str]
