from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["No"]

No: TypeAlias = Any
