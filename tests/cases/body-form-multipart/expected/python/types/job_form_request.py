from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.models import Model

__all__ = ["JobFormRequest", "JobFormRequestParam"]


class JobFormRequest(Model):
    a: str

    list: builtins.list[int] | None = None

    deep: dict[str, str] | None = None


class JobFormRequestParam(TypedDict):
    a: str

    list: NotRequired[Sequence[int]]

    deep: NotRequired[Mapping[str, str]]
