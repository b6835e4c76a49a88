from __future__ import annotations

from typing import TypeAlias

__all__ = ["Content"]

Content: TypeAlias = str
"""Holds `application/json`."""
