from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.models import Model, field
from .._runtime.unions import UnknownVariant, one_of

__all__ = ["Argument", "Arguments", "Call"]


class Call(Model):
    with_: dict[str, Argument] = field(name="with")

    more: Arguments | None = None


if TYPE_CHECKING:
    Argument: TypeAlias = str | list["Argument"] | Call | UnknownVariant
else:
    Argument = one_of("Argument", lambda: (str, list[Argument], Call))

Arguments: TypeAlias = dict[str, Argument]
