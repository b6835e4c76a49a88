from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.models import Model

__all__ = ["Timeout", "TimeoutParam", "UserAddressPet"]


class UserAddressPet(Model):
    timeout: Timeout | None = None


class Timeout(Model):
    a: int | None = None


class TimeoutParam(TypedDict):
    a: NotRequired[int]
