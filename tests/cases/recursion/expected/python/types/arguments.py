from __future__ import annotations

from ._argument import Arguments

__all__ = ["Arguments"]
