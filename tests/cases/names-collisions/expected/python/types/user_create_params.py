from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .user_address_pet import Timeout, TimeoutParam

__all__ = ["UserCreateParams"]


class UserCreateParams(TypedDict):
    timeout_: NotRequired[TimeoutParam | Timeout]
