from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.files import FileTypes
from .._runtime.models import Model

__all__ = ["JobUploadRequest", "JobUploadRequestParam"]


class JobUploadRequest(Model):
    file: str

    note: str | None = None


class JobUploadRequestParam(TypedDict):
    file: FileTypes

    note: NotRequired[str]
