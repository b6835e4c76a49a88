from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.models import Model

__all__ = ["Team", "TeamParam"]


class Team(Model):
    id: str

    title: str | None = None


class TeamParam(TypedDict):
    title: NotRequired[str]
