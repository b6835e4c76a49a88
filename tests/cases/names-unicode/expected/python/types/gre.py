from __future__ import annotations

from .._runtime.models import Model, field

__all__ = ["Größe"]


class Größe(Model):
    länge: float | None = None

    fi: str | None = field(default=None, name="ﬁ")

    field_2: str | None = field(default=None, name="²")

    u1f4a5: str | None = field(default=None, name="💥")

    日本: str | None = None
