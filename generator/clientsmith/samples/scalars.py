"""Made-up values of plain types: what their formats and constraints allow."""

from __future__ import annotations

import math
from typing import Any as Json

from clientsmith import ir

_MAX_LENGTH = 2000

_STRINGS = {
    "date-time": "2019-12-27T18:11:19.117Z",
    "date": "2019-12-27",
    "time": "18:11:19Z",
    "duration": "P3D",
    "uuid": "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
    "email": "dev@example.com",
    "idn-email": "dev@example.com",
    "hostname": "example.com",
    "idn-hostname": "example.com",
    "uri": "https://example.com",
    "url": "https://example.com",
    "iri": "https://example.com",
    "uri-reference": "/example",
    "uri-template": "https://example.com/{id}",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "U3RhaW5sZXNz",
    "base64": "U3RhaW5sZXNz",
    "base64url": "U3RhaW5sZXNz",
    "password": "password",
    "json-pointer": "/example",
    "regex": "^example$",
    "decimal": "1.5",
    "int64": "123",
}


def number(limits: ir.Constraints | None, *, whole: bool) -> int | float:
    """0, or the nearest number that the constraints allow."""
    if limits is None:
        return 0
    low = limits.minimum
    if limits.exclusive_minimum is not None:
        above = limits.exclusive_minimum + (1 if whole else 0.5)
        low = above if low is None else max(low, above)
    high = limits.maximum
    if limits.exclusive_maximum is not None:
        below = limits.exclusive_maximum - (1 if whole else 0.5)
        high = below if high is None else min(high, below)
    found: int | float = 0
    if low is not None and found < low:
        found = low
    if high is not None and found > high:
        found = high if low is None or high >= low else low
    if not whole and low is not None and high is not None and limits.exclusive_minimum is not None:
        found = (limits.exclusive_minimum + high) / 2 if high < low else found
    step = limits.multiple_of
    if step and step > 0:
        rounded = math.ceil(found / step) * step
        found = rounded if high is None or rounded <= high else found
    if whole:
        found = math.ceil(found)
    return found


def string(type: ir.String, name: str) -> str:
    """A string of the format, else the property's own name, as long as it may be."""
    found = _STRINGS.get(type.format) or name or "value"
    limits = type.constraints
    if limits is None:
        return found
    if limits.min_length is not None and len(found) < limits.min_length:
        short = min(limits.min_length, _MAX_LENGTH)
        found = (found + "x" * short)[:short]
    if limits.max_length is not None and len(found) > limits.max_length >= 0:
        found = found[: limits.max_length]
    return found


def distinct(first: Json, count: int) -> list[Json]:
    """`count` different values like `first`, as far as its type has them."""
    if isinstance(first, bool):
        return [True, False][:count]
    if isinstance(first, int | float):
        return [first + step for step in range(count)]
    if isinstance(first, str):
        return [first, *(f"{first}{step}" for step in range(2, count + 1))]
    return [first]
