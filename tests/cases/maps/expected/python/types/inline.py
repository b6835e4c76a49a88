from __future__ import annotations

from typing import TypeAlias

from .._runtime.models import Model

__all__ = ["Inline", "Value"]


class Value(Model):
    deep: bool | None = None


Inline: TypeAlias = dict[str, Value]
