from __future__ import annotations

from .._runtime.models import Model
from .team import Team

__all__ = ["User"]


class User(Model):
    id: str

    name: str

    team: Team | None = None
