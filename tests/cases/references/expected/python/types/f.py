from __future__ import annotations

from .._runtime.models import Model
from .e import ABC
from .far import Far

__all__ = ["F"]


class F(Model):
    slash: ABC | None = None

    far: Far | None = None
