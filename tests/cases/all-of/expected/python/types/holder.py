from __future__ import annotations

from .._runtime.extensible import ExtensibleModel
from .._runtime.models import Model, field
from .base import Base

__all__ = ["Either", "Holder"]


class Holder(Model):
    base: Base | None = None
    """A reference with a text."""

    base2: Base | None = None
    """A reference with a neighbour."""

    either: Either | None = None


class Either(ExtensibleModel):
    id: str

    note: str | None = None

    owner: str | None = None

    other: bool | None = None

    additional_properties: dict[str, str] = field(default_factory=dict)
