from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["Reaction"]

Reaction: TypeAlias = Literal["+1", "-1", "", " ", "A", "a", "a'b\"c"]
