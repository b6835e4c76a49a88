from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.files import FileTypes

__all__ = ["JobUploadParams"]


class JobUploadParams(TypedDict):
    """Keyword arguments of `POST /jobs:upload`."""

    file: FileTypes

    note: NotRequired[str]
