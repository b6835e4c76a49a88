from __future__ import annotations

from typing import Generic, TypeVar

from .._runtime.paging import AsyncPage, PagePaging, SyncPage

__all__ = ["AsyncNumbered", "SyncNumbered"]

T = TypeVar("T")


class SyncNumbered(SyncPage[T], Generic[T]):
    """A page of a listing of the sync client."""

    _paging = PagePaging(
        number="page",
        size="per_page",
        items="data",
        total_pages="total_pages",
    )

    data: list[T]

    total_pages: int | None = None


class AsyncNumbered(AsyncPage[T], Generic[T]):
    """A page of a listing of the async client."""

    _paging = PagePaging(
        number="page",
        size="per_page",
        items="data",
        total_pages="total_pages",
    )

    data: list[T]

    total_pages: int | None = None
