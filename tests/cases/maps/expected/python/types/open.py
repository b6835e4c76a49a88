from __future__ import annotations

from typing import Any

from .._runtime.extensible import ExtensibleModel
from .._runtime.models import field

__all__ = ["Open"]


class Open(ExtensibleModel):
    a: str | None = None

    additional_properties: dict[str, Any] = field(default_factory=dict)
