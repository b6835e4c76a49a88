from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.files import FileTypes

__all__ = ["JobUploadRequestParam", "MetaParam"]


class JobUploadRequestParam(TypedDict):
    file: FileTypes
    """The file."""

    more: NotRequired[Sequence[FileTypes]]

    meta: NotRequired[MetaParam]

    note: NotRequired[str]


class MetaParam(TypedDict):
    title: NotRequired[str]
