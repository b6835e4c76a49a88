from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobInlineRequestParam", "ParentParam"]


class ParentParam(TypedDict):
    id: NotRequired[str]


JobInlineRequestParam = TypedDict(
    "JobInlineRequestParam",
    {
        # What it is called.
        "name": "str",
        "parent": "NotRequired[ParentParam]",
        "class": "NotRequired[str]",
        "due": "NotRequired[str | datetime]",
    },
)
