from __future__ import annotations

from collections.abc import Sequence

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["PetCreateParams"]


class PetCreateParams(TypedDict):
    name: str

    ids: NotRequired[Sequence[int]]

    kind: NotRequired[str | None]
