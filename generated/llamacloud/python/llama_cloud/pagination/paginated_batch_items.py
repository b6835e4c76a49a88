from __future__ import annotations

from typing import Generic, TypeVar

from .._runtime.paging import AsyncPage, OffsetPaging, SyncPage

__all__ = ["AsyncPaginatedBatchItems", "SyncPaginatedBatchItems"]

T = TypeVar("T")


class SyncPaginatedBatchItems(SyncPage[T], Generic[T]):
    """A page of a listing of the sync client."""

    _paging = OffsetPaging(
        offset="offset",
        limit="limit",
        items="items",
        total="total_size",
    )

    items: list[T]
    """The list of items."""

    next_page_token: str | None = None
    """A token, which can be sent as page_token to retrieve the next page. If this field is
    omitted, there are no subsequent pages.
    """

    total_size: int | None = None
    """The total number of items available. This is only populated when specifically
    requested. The value may be an estimate and can be used for display purposes only.
    """


class AsyncPaginatedBatchItems(AsyncPage[T], Generic[T]):
    """A page of a listing of the async client."""

    _paging = OffsetPaging(
        offset="offset",
        limit="limit",
        items="items",
        total="total_size",
    )

    items: list[T]
    """The list of items."""

    next_page_token: str | None = None
    """A token, which can be sent as page_token to retrieve the next page. If this field is
    omitted, there are no subsequent pages.
    """

    total_size: int | None = None
    """The total number of items available. This is only populated when specifically
    requested. The value may be an estimate and can be used for display purposes only.
    """
