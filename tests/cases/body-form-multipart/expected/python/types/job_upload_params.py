from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .._runtime.compat import NotRequired
from .._runtime.files import FileTypes
from .job_upload_request import MetaParam

__all__ = ["JobUploadParams"]


class JobUploadParams(TypedDict):
    """Keyword arguments of `POST /jobs:upload`."""

    file: FileTypes
    """The file."""

    more: NotRequired[Sequence[FileTypes]]

    meta: NotRequired[MetaParam]

    note: NotRequired[str]
