from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["Huge"]

Huge: TypeAlias = dict[str, Any]
