"""Times and dates of examples as Python values."""

from __future__ import annotations

from datetime import date, datetime, timezone

import msgspec

from clientsmith.targets.python.expressions import (
    Expression,
    call,
)
from clientsmith.targets.python.testing.names import TestNames


def instant(text: str) -> datetime | None:
    """The moment as the client's own decoder reads it: it rounds what is finer than Python's."""
    try:
        found = msgspec.convert(text.upper(), datetime)
    except msgspec.ValidationError:
        try:
            found = datetime.fromisoformat(text.upper())
        except ValueError:
            return None
    return found if found.tzinfo is None else found.astimezone(timezone.utc)


def utc_text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def moment_of(text: str, names: TestNames) -> Expression | None:
    found = instant(text)
    if found is None:
        return None
    names.standard.add("datetime", "datetime")
    parts = [found.year, found.month, found.day, found.hour, found.minute]
    if found.second or found.microsecond:
        parts.append(found.second)
    if found.microsecond:
        parts.append(found.microsecond)
    arguments = list(map(str, parts))
    if found.tzinfo is None:
        return call("datetime", *arguments)
    names.standard.add("datetime", "timezone")
    return call("datetime", *arguments, tzinfo="timezone.utc")


def day_of(text: str, names: TestNames) -> Expression | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    names.standard.add("datetime", "date")
    return f"date({found.year}, {found.month}, {found.day})"
