from __future__ import annotations

from typing import TypeAlias

__all__ = ["Labels"]

Labels: TypeAlias = dict[str, str]
"""Free keys."""
