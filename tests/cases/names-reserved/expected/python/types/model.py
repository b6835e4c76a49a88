from __future__ import annotations

from .._runtime.models import Model, OpenEnum, field
from .any import Any_
from .none import None_

__all__ = ["Model_"]


class Model_(Model):
    any: OpenEnum[Any_] | None = None

    none: None_ | None = field(default=None, name="None")
