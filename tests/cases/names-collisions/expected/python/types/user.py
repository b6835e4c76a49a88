from __future__ import annotations

from .._runtime.models import Model, field

__all__ = ["User"]


class User(Model):
    user_id4: str | None = field(default=None, name="userId")

    user_id: str | None = None

    user_id3: str | None = field(default=None, name="user-id")

    user_id2: str | None = field(default=None, name="UserID")
