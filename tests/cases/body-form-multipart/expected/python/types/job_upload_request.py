from __future__ import annotations

from collections.abc import Sequence

from .._runtime.compat import NotRequired, TypedDict
from .._runtime.files import FileTypes
from .._runtime.models import Model

__all__ = ["JobUploadRequest", "JobUploadRequestParam", "Meta", "MetaParam"]


class JobUploadRequest(Model):
    file: str
    """The file."""

    more: list[str] | None = None

    meta: Meta | None = None

    note: str | None = None


class Meta(Model):
    title: str | None = None


class JobUploadRequestParam(TypedDict):
    file: FileTypes
    """The file."""

    more: NotRequired[Sequence[FileTypes]]

    meta: NotRequired[MetaParam | Meta]

    note: NotRequired[str]


class MetaParam(TypedDict):
    title: NotRequired[str]
