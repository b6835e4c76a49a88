from __future__ import annotations

from .._runtime.models import Model
from .closed import Closed

__all__ = ["Twice"]


class Twice(Model):
    first: Closed | None = None

    again: dict[str, dict[str, Closed] | None] | None = None
