from __future__ import annotations

from datetime import date
from typing import TypedDict

__all__ = ["DateDeleteParams"]


class DateDeleteParams(TypedDict):
    day: str | date
