from __future__ import annotations

from typing import TypeAlias

__all__ = ["Names"]

Names: TypeAlias = list[str]
"""At least 1 item, at most 9 items, without repetition."""
