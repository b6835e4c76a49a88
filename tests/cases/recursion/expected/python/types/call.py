from __future__ import annotations

from ._argument import Call

__all__ = ["Call"]
