from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.models import Model
from .._runtime.unions import UnknownVariant, one_of

__all__ = ["A", "B", "Untagged"]


class A(Model):
    a: str


class B(Model):
    b: str | None = None


if TYPE_CHECKING:
    Untagged: TypeAlias = A | B | UnknownVariant
else:
    Untagged = one_of("Untagged", lambda: (A, B))
