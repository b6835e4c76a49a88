from __future__ import annotations

from typing import TypeAlias

__all__ = ["Named"]

Named: TypeAlias = dict[str, float]
