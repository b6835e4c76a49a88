from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.models import Model
from .team import Team, TeamParam

__all__ = ["User", "UserParam"]


class User(Model):
    id: str

    name: str

    team: Team | None = None


class UserParam(TypedDict):
    name: str

    secret: str

    team: NotRequired[TeamParam]
