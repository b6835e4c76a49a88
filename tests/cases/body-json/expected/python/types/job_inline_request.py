from __future__ import annotations

from datetime import datetime

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.models import Model, field

__all__ = ["JobInlineRequest", "JobInlineRequestParam", "Parent", "ParentParam"]


class JobInlineRequest(Model):
    name: str
    """What it is called."""

    parent: Parent | None = None

    class_: str | None = field(default=None, name="class")

    due: datetime | None = None


class Parent(Model):
    id: str | None = None


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

    parent: NotRequired[ParentParam | Parent]

    due: NotRequired[str | datetime]


class ParentParam(TypedDict):
    id: NotRequired[str]
