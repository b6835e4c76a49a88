from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._runtime.models import Model, field
from .._runtime.unions import UnknownTag, UnknownVariant, one_of
from .leaf import Leaf

__all__ = ["Expression", "Sum"]


class Sum(Model):
    op: Literal["sum"] = field(default="sum", always=True)

    terms: list[Expression]


if TYPE_CHECKING:

    class _UnknownExpression(UnknownVariant):
        op: UnknownTag

    Expression: TypeAlias = Sum | Leaf | _UnknownExpression
else:
    Expression = one_of(
        "Expression",
        lambda: (Sum, Leaf),
        tag="op",
        mapping={"sum": 0, "leaf": 1},
    )
