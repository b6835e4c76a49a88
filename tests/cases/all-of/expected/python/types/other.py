from __future__ import annotations

from .._runtime.extensible import ExtensibleModel
from .._runtime.models import field

__all__ = ["Other"]


class Other(ExtensibleModel):
    other: bool | None = None

    additional_properties: dict[str, str] = field(default_factory=dict)
