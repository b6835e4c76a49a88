from __future__ import annotations

from datetime import datetime

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobInlineRequestParam", "ParentParam"]


class JobInlineRequestParam(
    TypedDict(
        "JobInlineRequestParam",
        {
            "class": "NotRequired[str]",
        },
    )
):
    name: str
    """What it is called."""

    parent: NotRequired[ParentParam]

    due: NotRequired[str | datetime]


class ParentParam(TypedDict):
    id: NotRequired[str]
