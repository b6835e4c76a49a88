from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Old"]


class Old(Model):
    """Deprecated: may be removed in a later version."""

    a: str | None = None
    """Do not use.

    Deprecated: may be removed in a later version.
    """
