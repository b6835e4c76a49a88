from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .team import TeamParam

__all__ = ["UserCreateParams"]


class UserCreateParams(TypedDict):
    """Keyword arguments of `POST /users`."""

    name: str

    secret: str

    team: NotRequired[TeamParam]
