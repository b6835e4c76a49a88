from __future__ import annotations

from typing import TypeAlias

from .open import Open

__all__ = ["Nested"]

Nested: TypeAlias = dict[str, dict[str, list[Open]]]
