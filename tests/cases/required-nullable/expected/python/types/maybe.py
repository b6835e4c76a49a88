from __future__ import annotations

from typing import TypeAlias

__all__ = ["Maybe"]

Maybe: TypeAlias = float
