from __future__ import annotations

from .._runtime.models import Model
from .address import Address as Address2

__all__ = ["Address", "UserObject2"]


class UserObject2(Model):
    address: Address | None = None

    other: Address2 | None = None


class Address(Model):
    d: str | None = None
