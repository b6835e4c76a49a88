from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobFormRequestParam"]


class JobFormRequestParam(TypedDict):
    a: str

    list: NotRequired[Sequence[int]]

    deep: NotRequired[Mapping[str, str]]
