from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["PetCreateParams"]


class PetCreateParams(TypedDict):
    """Keyword arguments of `POST /pets`."""

    name: str

    ids: NotRequired[Sequence[int]]

    kind: NotRequired[str | None]
