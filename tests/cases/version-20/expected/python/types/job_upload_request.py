from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.files import FileTypes

__all__ = ["JobUploadRequestParam"]


class JobUploadRequestParam(TypedDict):
    file: FileTypes

    note: NotRequired[str]
