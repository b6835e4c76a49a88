from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, TypedDict

from .._runtime.compat import NotRequired
from .filter import FilterParam

__all__ = ["SearchParams"]


class SearchParams(TypedDict):
    """Keyword arguments of `GET /search`."""

    q: str
    """What to look for."""

    ids: NotRequired[Sequence[int]]

    comma: NotRequired[Sequence[str]]

    space: NotRequired[Sequence[str]]

    pipe: NotRequired[Sequence[str]]

    filter: NotRequired[FilterParam]

    flat: NotRequired[Mapping[str, str]]

    raw: NotRequired[str]

    json: NotRequired[FilterParam]

    since: NotRequired[str | datetime]

    nullable: NotRequired[str | None]

    odd_name: NotRequired[bool]

    order: NotRequired[Literal["asc", "desc"]]

    either: NotRequired[str | Sequence[str]]
