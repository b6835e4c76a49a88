from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["Mixed"]

Mixed: TypeAlias = Any
