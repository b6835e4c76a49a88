from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.models import Model
from .._runtime.unions import UnknownVariant, one_of
from .user import User
from .user_address_pet import UserAddressPet
from .user_object_3 import UserObject3

__all__ = ["Pet", "UserAddress"]


class UserAddress(Model):
    pet: Pet | None = None

    also: UserAddressPet | None = None


if TYPE_CHECKING:
    Pet: TypeAlias = User | UserObject3 | UnknownVariant
else:
    Pet = one_of("Pet", lambda: (User, UserObject3))
