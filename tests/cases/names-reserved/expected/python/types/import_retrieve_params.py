from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["ImportRetrieveParams"]


class ImportRetrieveParams(TypedDict):
    """Keyword arguments of `GET /import/{class}`."""

    self_: NotRequired[str]

    timeout_: NotRequired[float]

    extra_headers_: NotRequired[str]

    none: NotRequired[str]

    from_: NotRequired[Sequence[str]]
