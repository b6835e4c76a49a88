from __future__ import annotations

from .._runtime.models import Model, field

__all__ = ["SpecialLinkedResponseHeaders"]


class SpecialLinkedResponseHeaders(Model):
    link: str | None = field(default=None, name="Link")
