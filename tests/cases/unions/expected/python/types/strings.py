from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._runtime.models import OpenEnum
from .._runtime.unions import UnknownVariant, one_of

__all__ = ["Strings"]

if TYPE_CHECKING:
    Strings: TypeAlias = str | OpenEnum[Literal["auto", "none"]] | UnknownVariant
else:
    Strings = one_of("Strings", lambda: (str, OpenEnum[Literal["auto", "none"]]))
