from __future__ import annotations

import builtins
import datetime as _datetime

from .._runtime.models import Model, OpenEnum
from .._runtime.models import field as _field
from .any import Any_

__all__ = ["Class"]


class Class(Model):
    def_: builtins.str = _field(name="def")

    field_123: int = _field(name="123")

    list: builtins.list[builtins.str] | None = None

    dict: builtins.dict[builtins.str, builtins.str] | None = None

    str: builtins.str | None = None

    date: _datetime.date | None = None

    datetime: _datetime.datetime | None = None

    field: builtins.str | None = None

    model: builtins.str | None = _field(default=None, name="Model")

    any: OpenEnum[Any_] | None = _field(default=None, name="Any")

    optional: builtins.str | None = _field(default=None, name="Optional")

    to_dict_: bool | None = _field(default=None, name="to_dict")

    init: builtins.str | None = _field(default=None, name="__init__")

    private: builtins.str | None = _field(default=None, name="_private")

    empty: builtins.str | None = _field(default=None, name="")

    type: builtins.str | None = _field(default=None, name="@type")
