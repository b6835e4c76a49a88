from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["Huge"]

Huge: TypeAlias = dict[str, Any]
"""At least 1 member, at most 3 members."""
