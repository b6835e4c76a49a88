from __future__ import annotations

from typing import TypeAlias

from .base import Base

__all__ = ["Renamed"]

Renamed: TypeAlias = Base
"""Only another text."""
