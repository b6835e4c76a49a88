from __future__ import annotations

from typing import TypeAlias

__all__ = ["Narrow"]

Narrow: TypeAlias = int
"""At least 1, at most 5."""
