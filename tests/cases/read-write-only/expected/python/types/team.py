from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.models import Model

__all__ = ["Team", "TeamParam"]


class Team(Model):
    id: str

    title: str | None = None


class TeamParam(TypedDict):
    title: NotRequired[str]
