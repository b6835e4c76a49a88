from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.unions import UnknownVariant, one_of

__all__ = ["TwoLists"]

if TYPE_CHECKING:
    TwoLists: TypeAlias = list[str] | list[int] | UnknownVariant
else:
    TwoLists = one_of("TwoLists", lambda: (list[str], list[int]))
