from __future__ import annotations

from ._expression import Expression

__all__ = ["Expression"]
