from __future__ import annotations

from .._runtime.models import Model
from .implicit import Implicit
from .pet import Pet

__all__ = ["Owner"]


class Owner(Model):
    pet: Pet

    others: list[Pet] | None = None

    former: Implicit | None = None
