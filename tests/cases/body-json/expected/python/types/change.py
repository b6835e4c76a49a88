from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.models import Model

__all__ = ["Change", "ChangeParam"]


class Change(Model):
    note: str | None = None

    timeout: float | None = None


class ChangeParam(TypedDict):
    note: NotRequired[str | None]

    timeout: NotRequired[float]
