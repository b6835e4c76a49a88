from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["Any_"]

Any_: TypeAlias = Literal["a", "b"]
