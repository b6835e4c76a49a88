from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from .._runtime.compat import NotRequired
from .job_inline_request import ParentParam

__all__ = ["JobInlineParams"]


class JobInlineParams(TypedDict):
    """Keyword arguments of `POST /jobs:inline`."""

    name: str
    """What it is called."""

    parent: NotRequired[ParentParam]

    class_: NotRequired[str]

    due: NotRequired[str | datetime]
