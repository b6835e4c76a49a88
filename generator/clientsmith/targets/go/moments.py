"""Days and moments as Go reads and writes them."""

from __future__ import annotations

from datetime import date, datetime, timezone


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def moment(text: str) -> str | None:
    """A moment as Go's RFC 3339 writes it; None for what is none."""
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    if "T" not in text.upper():
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=timezone.utc)
    fraction = f".{found.microsecond:06d}".rstrip("0") if found.microsecond else ""
    zone = found.strftime("%z")
    zone = "Z" if zone == "+0000" else f"{zone[:3]}:{zone[3:5]}"
    plain = found.replace(microsecond=0, tzinfo=None).isoformat()
    return f"{plain}{fraction}{zone}"
