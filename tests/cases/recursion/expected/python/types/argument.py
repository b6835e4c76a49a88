from __future__ import annotations

from ._argument import Argument

__all__ = ["Argument"]
