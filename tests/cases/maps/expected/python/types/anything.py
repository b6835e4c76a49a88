from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["Anything"]

Anything: TypeAlias = dict[str, Any]
