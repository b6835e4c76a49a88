from __future__ import annotations

from typing import Generic, TypeVar

from .._runtime.paging import AsyncPage, CursorPaging, SyncPage

__all__ = ["AsyncCursor", "SyncCursor"]

T = TypeVar("T")


class SyncCursor(SyncPage[T], Generic[T]):
    """A page of a listing of the sync client."""

    _paging = CursorPaging(
        cursor="page_token",
        next="next_page_token",
        items="items",
        limit="page_size",
    )

    items: list[T]

    next_page_token: str | None = None


class AsyncCursor(AsyncPage[T], Generic[T]):
    """A page of a listing of the async client."""

    _paging = CursorPaging(
        cursor="page_token",
        next="next_page_token",
        items="items",
        limit="page_size",
    )

    items: list[T]

    next_page_token: str | None = None
