from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["JobChatParams"]


class JobChatParams(TypedDict):
    """Keyword arguments of `POST /jobs:chat`."""

    text: str

    stream: NotRequired[bool]
