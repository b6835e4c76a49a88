from __future__ import annotations

from ._expression import Sum

__all__ = ["Sum"]
