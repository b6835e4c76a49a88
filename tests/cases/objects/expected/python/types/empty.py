from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["Empty"]

Empty: TypeAlias = dict[str, Any]
"""No members at all."""
