from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobChatRequestParam"]


class JobChatRequestParam(TypedDict):
    text: str

    stream: NotRequired[bool]
