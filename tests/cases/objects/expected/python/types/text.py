from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

__all__ = ["Text"]

Text: TypeAlias = datetime
