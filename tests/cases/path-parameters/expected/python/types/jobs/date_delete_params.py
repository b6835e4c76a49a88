from __future__ import annotations

from datetime import date
from typing import TypedDict

__all__ = ["DateDeleteParams"]


class DateDeleteParams(TypedDict):
    """Keyword arguments of `DELETE /jobs/dates/{day}/{id}`."""

    day: str | date
