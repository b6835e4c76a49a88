from __future__ import annotations

from .._runtime.models import Model

__all__ = ["JobChatResponse"]


class JobChatResponse(Model):
    answer: str | None = None
