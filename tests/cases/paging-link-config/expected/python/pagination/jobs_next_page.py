from __future__ import annotations

from typing import Generic, TypeVar

from .._runtime.paging import AsyncPage, LinkPaging, SyncPage

__all__ = ["AsyncJobsNextPage", "SyncJobsNextPage"]

T = TypeVar("T")


class SyncJobsNextPage(SyncPage[T], Generic[T]):
    """A page of a listing of the sync client."""

    _paging = LinkPaging(next="next", items="data")

    data: list[T]

    next: str | None = None


class AsyncJobsNextPage(AsyncPage[T], Generic[T]):
    """A page of a listing of the async client."""

    _paging = LinkPaging(next="next", items="data")

    data: list[T]

    next: str | None = None
