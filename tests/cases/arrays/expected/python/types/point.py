from __future__ import annotations

from typing import TypeAlias

__all__ = ["Point"]

Point: TypeAlias = tuple[float, float]
"""At least 2 items."""
