"""Members of JSON objects at dotted paths; one whose own name has the dots comes first."""

from __future__ import annotations

import copy
from typing import Any as Json


def with_member(value: Json, path: str, member: Json) -> Json:
    """A copy of an object with another member at a dotted path."""
    found = copy.copy(value) if isinstance(value, dict) else {}
    head, dot, rest = path.partition(".")
    if path in found or not dot:
        found[path] = member
    else:
        found[head] = with_member(found.get(head), rest, member)
    return found


def without_member(value: Json, path: str) -> Json:
    """A copy of an object with null at a dotted path, or nothing where nothing was."""
    if not isinstance(value, dict):
        return value
    head, dot, rest = path.partition(".")
    if path in value or not dot:
        return {key: None if key == path else item for key, item in value.items()}
    if head not in value:
        return value
    return {**value, head: without_member(value[head], rest)}


def member_at(value: Json, path: str) -> Json:
    """The member at a dotted path; None where there is none."""
    while isinstance(value, dict) and path not in value:
        head, _, path = path.partition(".")
        value = value.get(head) if path else None
    return value[path] if isinstance(value, dict) else None
