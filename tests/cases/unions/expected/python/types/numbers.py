from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from .._runtime.unions import UnknownVariant, one_of

__all__ = ["Numbers"]

if TYPE_CHECKING:
    Numbers: TypeAlias = int | float | datetime | str | UnknownVariant
else:
    Numbers = one_of("Numbers", lambda: (int, float, datetime, str))
