from __future__ import annotations

from typing import TypeAlias

from .c import C

__all__ = ["B"]

B: TypeAlias = C
"""With a text beside the reference."""
