from __future__ import annotations

import builtins

from .._runtime.models import Model

__all__ = ["Formats"]


class Formats(Model):
    duration: str | None = None

    time: str | None = None

    decimal: str | None = None

    unknown: str | None = None

    float: builtins.float | None = None

    pattern: str | None = None
    """Matching `^(a+)+$`."""
