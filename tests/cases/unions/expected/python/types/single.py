from __future__ import annotations

from typing import TypeAlias

from .circle import Circle

__all__ = ["Single"]

Single: TypeAlias = Circle
