from __future__ import annotations

from typing import TypeAlias

from .._runtime.models import Model, field

__all__ = ["ABC", "E", "Inner"]


class E(Model):
    inner: Inner | None = None

    a_b_c: str | None = field(default=None, name="a/b~c")


class Inner(Model):
    x: str | None = None


ABC: TypeAlias = str
