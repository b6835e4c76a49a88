from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["JobChatParams"]


class JobChatParams(TypedDict):
    text: str

    stream: NotRequired[bool]
