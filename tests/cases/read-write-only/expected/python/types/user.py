from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
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
