from __future__ import annotations

from typing import Literal

from .._runtime.models import Model

__all__ = ["Done"]


class Done(Model):
    type: Literal["done"]

    id: str
