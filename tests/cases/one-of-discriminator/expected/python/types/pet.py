from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.unions import UnknownVariant, one_of
from .cat import Cat
from .dog import Dog

__all__ = ["Pet"]

if TYPE_CHECKING:
    Pet: TypeAlias = Cat | Dog | UnknownVariant
    """A cat or a dog."""
else:
    Pet = one_of(
        "Pet",
        lambda: (Cat, Dog),
        tag="petType",
        mapping={"cat": 0, "kitten": 0, "dog": 1},
    )
