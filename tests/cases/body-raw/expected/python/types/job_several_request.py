from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.models import Model

__all__ = ["JobSeveralRequest", "JobSeveralRequestParam"]


class JobSeveralRequest(Model):
    a: str | None = None


class JobSeveralRequestParam(TypedDict):
    a: NotRequired[str]
