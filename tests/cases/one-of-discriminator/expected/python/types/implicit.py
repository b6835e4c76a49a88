from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.unions import UnknownVariant, one_of
from .cat import Cat
from .dog import Dog

__all__ = ["Implicit"]

if TYPE_CHECKING:
    Implicit: TypeAlias = Cat | Dog | UnknownVariant
else:
    Implicit = one_of(
        "Implicit",
        lambda: (Cat, Dog),
        tag="petType",
        mapping={"Cat": 0, "Dog": 1},
    )
