from __future__ import annotations

from typing import TypeAlias

__all__ = ["Scalars"]

Scalars: TypeAlias = str | int | bool
