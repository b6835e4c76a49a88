from __future__ import annotations

from .._runtime.extensible import ExtensibleModel
from .._runtime.models import field

__all__ = ["Patterns"]


class Patterns(ExtensibleModel):
    a: str | None = None

    additional_properties: dict[str, int] = field(default_factory=dict)
