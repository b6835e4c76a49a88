from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._runtime.models import Model, OpenEnum
from .._runtime.unions import UnknownTag, UnknownVariant, one_of
from .circle import Circle
from .square import Square
from .untagged import A, B

__all__ = ["Holder", "Part", "Shape", "ToneVariant2"]


class Holder(Model):
    size: int | OpenEnum[Literal["small", "large"]] | None = None

    shape: Shape | None = None

    parts: list[Part] | None = None

    tone: HolderTone | None = None


ToneVariant2: TypeAlias = Literal[
    "a tone to remember",
    "a tone to be forgotten",
    "a tone of its own",
]

if TYPE_CHECKING:
    Part: TypeAlias = Circle | A | B | UnknownVariant
else:
    Part = one_of("Part", lambda: (Circle, A, B))

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

if TYPE_CHECKING:
    HolderTone: TypeAlias = str | OpenEnum[ToneVariant2] | UnknownVariant
else:
    HolderTone = one_of("HolderTone", lambda: (str, OpenEnum[ToneVariant2]))
