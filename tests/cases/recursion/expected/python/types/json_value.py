from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

__all__ = ["JsonValue"]

if TYPE_CHECKING:
    JsonValue: TypeAlias = (
        str | float | bool | list["JsonValue | None"] | dict[str, "JsonValue | None"]
    )
else:
    JsonValue = Any
