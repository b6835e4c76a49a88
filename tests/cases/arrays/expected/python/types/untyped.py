from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["Untyped"]

Untyped: TypeAlias = list[Any]
