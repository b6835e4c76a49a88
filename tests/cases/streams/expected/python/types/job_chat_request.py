from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobChatRequestParam"]


class JobChatRequestParam(TypedDict):
    text: str

    stream: NotRequired[bool]
