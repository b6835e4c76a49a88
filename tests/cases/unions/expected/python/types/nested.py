from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.unions import UnknownVariant, one_of
from .circle import Circle
from .square import Square

__all__ = ["Nested"]

if TYPE_CHECKING:
    Nested: TypeAlias = Circle | Square | str | int | bool | UnknownVariant
else:
    Nested = one_of(
        "Nested",
        lambda: (Circle, Square, str, int, bool),
        tag="type",
        mapping={"circle": 0, "square": 1},
    )
