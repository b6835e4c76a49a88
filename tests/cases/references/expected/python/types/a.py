from __future__ import annotations

from typing import TypeAlias

from .c import C

__all__ = ["A"]

A: TypeAlias = C
