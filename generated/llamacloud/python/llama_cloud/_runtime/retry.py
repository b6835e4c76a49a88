"""When to try again, and how long to wait before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "IDEMPOTENT",
    "LONGEST_RETRY_AFTER",
    "backoff",
    "is_retryable",
    "retry_after",
]

IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"})
"""Methods that may be repeated although the server may have seen them (RFC 9110)."""

FIRST_DELAY = 0.5
LONGEST_DELAY = 8.0
LONGEST_RETRY_AFTER = 60.0
"""A server that asks for a longer pause, in seconds, is not asked again."""


def is_retryable(status: int, statuses: Sequence[str] = ()) -> bool:
    """Whether another attempt may succeed: 408, 429, and 5xx except 501.

    `statuses` are the document's own, such as "429" and "5XX".
    """
    if statuses:
        return str(status) in statuses or f"{status // 100}XX" in statuses
    return status == 429 or status == 408 or (status >= 500 and status != 501)


def backoff(taken: int) -> float:
    """Seconds before the next attempt, when `taken` retries have been made.

    Doubles from 0.5 s to 8 s, less up to a quarter by chance.
    """
    from random import random

    delay = min(FIRST_DELAY * 2.0 ** min(taken, 10), LONGEST_DELAY)
    return delay * (1 - 0.25 * random())


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait for; None when it does not say.

    `retry-after-ms`, else `Retry-After` as seconds or as an HTTP date (RFC 9110,
    section 10.2.3).
    """
    milliseconds = headers.get("retry-after-ms")
    if milliseconds is not None:
        seconds = _number(milliseconds)
        if seconds is not None:
            return seconds / 1000
    value = headers.get("retry-after")
    if value is None:
        return None
    seconds = _number(value)
    if seconds is not None:
        return seconds
    from email.utils import mktime_tz, parsedate_tz
    from time import time

    date = parsedate_tz(value)
    if date is None:
        return None
    try:
        return max(0.0, mktime_tz(date) - time())
    except (OverflowError, ValueError):
        return None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None
