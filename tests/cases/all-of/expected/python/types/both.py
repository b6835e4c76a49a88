from __future__ import annotations

from .._runtime.extensible import ExtensibleModel
from .._runtime.models import field

__all__ = ["Both"]


class Both(ExtensibleModel):
    id: str

    note: str

    owner: str | None = None
    """Said again."""

    extra: int | None = None

    other: bool | None = None

    additional_properties: dict[str, str] = field(default_factory=dict)
