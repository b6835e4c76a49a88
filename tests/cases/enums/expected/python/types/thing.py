from __future__ import annotations

from typing import Any, Literal, TypeAlias

from .._runtime.models import Model, OpenEnum, OpenIntEnum
from .level import Level
from .long import Long
from .status import Status

__all__ = ["InlineLong", "Thing"]


class Thing(Model):
    status: OpenEnum[Status]

    level: OpenIntEnum[Level] | None = None

    long: OpenEnum[Long] | None = None

    mixed: Any = None

    inline: OpenEnum[Literal["x", "y"]] | None = None
    """Default: `x`."""

    nullable: OpenEnum[Literal["p", "q"]] | None = None

    inline_long: OpenEnum[InlineLong] | None = None

    many: list[OpenEnum[Literal["left", "right"]]] | None = None

    map: dict[str, OpenEnum[Status]] | None = None


InlineLong: TypeAlias = Literal[
    "a_rather_long_value",
    "another_rather_long_value",
    "the_third_rather_long_value",
]
