from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .user_address_pet import Timeout, TimeoutParam

__all__ = ["UserCreateParams"]


class UserCreateParams(TypedDict):
    """Keyword arguments of `POST /user`."""

    timeout_: NotRequired[TimeoutParam | Timeout]
