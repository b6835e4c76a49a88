from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.unions import UnknownTag, UnknownVariant, one_of
from .circle import Circle
from .square import Square

__all__ = ["Shape"]

if TYPE_CHECKING:

    class _UnknownShape(UnknownVariant):
        type: UnknownTag

    Shape: TypeAlias = Circle | Square | _UnknownShape
else:
    Shape = one_of(
        "Shape",
        lambda: (Circle, Square),
        tag="type",
        mapping={"circle": 0, "square": 1},
    )
