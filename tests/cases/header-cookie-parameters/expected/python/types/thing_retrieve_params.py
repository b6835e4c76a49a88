from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["ThingRetrieveParams"]


class ThingRetrieveParams(TypedDict):
    """Keyword arguments of `GET /things`."""

    x_request_id: str

    x_tags: NotRequired[Sequence[str]]

    x_since: NotRequired[str | datetime]

    if_match: NotRequired[str]

    session: NotRequired[str]

    ids: NotRequired[Sequence[int]]
