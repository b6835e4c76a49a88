from __future__ import annotations

import builtins
import datetime as _datetime
from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from .._runtime.compat import NotRequired
from .._runtime.models import Model, OpenEnum
from .._runtime.models import field as _field
from .any import Any_

__all__ = ["Class", "ClassParam"]


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

    empty: Literal[""] | None = _field(default=None, name="")

    type: builtins.str | None = _field(default=None, name="@type")


ClassParam = TypedDict(
    "ClassParam",
    {
        "def": "builtins.str",
        "123": "int",
        "list": "NotRequired[Sequence[builtins.str]]",
        "dict": "NotRequired[Mapping[builtins.str, builtins.str]]",
        "str": "NotRequired[builtins.str]",
        "date": "NotRequired[builtins.str | _datetime.date]",
        "datetime": "NotRequired[builtins.str | _datetime.datetime]",
        "field": "NotRequired[builtins.str]",
        "Model": "NotRequired[builtins.str]",
        "Any": "NotRequired[Any_]",
        "Optional": "NotRequired[builtins.str | None]",
        "to_dict": "NotRequired[bool]",
        "__init__": "NotRequired[builtins.str]",
        "_private": "NotRequired[builtins.str]",
        "@type": "NotRequired[builtins.str]",
    },
)
