from __future__ import annotations

from typing import Literal

from .._runtime.models import Model, field

__all__ = ["Done"]


class Done(Model):
    type: Literal["done"] = field(default="done", always=True)

    id: str
