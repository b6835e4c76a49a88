from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._runtime.models import Model
from .._runtime.unions import UnknownVariant, one_of
from .leaf import Leaf

__all__ = ["Expression", "Sum"]


class Sum(Model):
    op: Literal["sum"]

    terms: list[Expression]


if TYPE_CHECKING:
    Expression: TypeAlias = Sum | Leaf | UnknownVariant
else:
    Expression = one_of(
        "Expression",
        lambda: (Sum, Leaf),
        tag="op",
        mapping={"sum": 0, "leaf": 1},
    )
