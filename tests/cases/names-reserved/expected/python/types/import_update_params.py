from __future__ import annotations

import builtins
import datetime as _datetime
from collections.abc import Mapping, Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired
from .any import Any_

__all__ = ["ImportUpdateParams"]


class ImportUpdateParams(TypedDict):
    """Keyword arguments of `PUT /import`."""

    def_: builtins.str

    argument_123: int

    list: NotRequired[Sequence[builtins.str]]

    dict: NotRequired[Mapping[builtins.str, builtins.str]]

    str: NotRequired[builtins.str]

    date: NotRequired[builtins.str | _datetime.date]

    datetime: NotRequired[builtins.str | _datetime.datetime]

    field: NotRequired[builtins.str]

    model: NotRequired[builtins.str]

    any: NotRequired[Any_]

    optional: NotRequired[builtins.str | None]

    to_dict: NotRequired[bool]

    init: NotRequired[builtins.str]

    private: NotRequired[builtins.str]

    empty: NotRequired[builtins.str]

    type: NotRequired[builtins.str]
