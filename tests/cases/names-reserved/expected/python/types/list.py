from __future__ import annotations

from typing import TypeAlias

from .none import None_

__all__ = ["List"]

List: TypeAlias = list[None_]
