from __future__ import annotations

from datetime import date

from ..._runtime.compat import TypedDict

__all__ = ["DateDeleteParams"]


class DateDeleteParams(TypedDict):
    day: str | date
