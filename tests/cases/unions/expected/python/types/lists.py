from __future__ import annotations

from typing import TypeAlias

__all__ = ["Lists"]

Lists: TypeAlias = list[str] | str
