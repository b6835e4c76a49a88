from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobFormParams"]


class JobFormParams(TypedDict):
    """Keyword arguments of `POST /jobs:form`."""

    a: str

    list: NotRequired[Sequence[int]]

    deep: NotRequired[Mapping[str, str]]
