from __future__ import annotations

from typing import Literal

from .._runtime.models import Model, OpenEnum
from .owner import Owner

__all__ = ["Pet"]


class Pet(Model):
    name: str | None = None

    owner: Owner | None = None

    kind: OpenEnum[Literal["cat", "dog"]] | None = None

    file: str | None = None
