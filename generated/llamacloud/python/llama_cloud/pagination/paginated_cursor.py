from __future__ import annotations

from typing import Generic, TypeVar

from .._runtime.paging import AsyncPage, CursorPaging, SyncPage

__all__ = ["AsyncPaginatedCursor", "SyncPaginatedCursor"]

T = TypeVar("T")


class SyncPaginatedCursor(SyncPage[T], Generic[T]):
    """A page of a listing of the sync client."""

    _paging = CursorPaging(
        cursor="page_token",
        next="next_page_token",
        items="items",
        limit="page_size",
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


class AsyncPaginatedCursor(AsyncPage[T], Generic[T]):
    """A page of a listing of the async client."""

    _paging = CursorPaging(
        cursor="page_token",
        next="next_page_token",
        items="items",
        limit="page_size",
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
