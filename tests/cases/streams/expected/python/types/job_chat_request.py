from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.models import Model

__all__ = ["JobChatRequest", "JobChatRequestParam"]


class JobChatRequest(Model):
    text: str

    stream: bool | None = None


class JobChatRequestParam(TypedDict):
    text: str

    stream: NotRequired[bool]
