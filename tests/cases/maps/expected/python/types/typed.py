from __future__ import annotations

from .._runtime.extensible import ExtensibleModel
from .._runtime.models import field
from .closed import Closed

__all__ = ["Typed"]


class Typed(ExtensibleModel):
    a: str

    additional_properties: dict[str, Closed] = field(default_factory=dict)
