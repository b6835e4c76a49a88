from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .team import TeamParam

__all__ = ["UserCreateParams"]


class UserCreateParams(TypedDict):
    name: str

    secret: str

    team: NotRequired[TeamParam]
