from __future__ import annotations

from typing import Generic, TypeVar

from .._runtime.paging import AsyncPage, LastItemPaging, SyncPage

__all__ = ["AsyncLast", "SyncLast"]

T = TypeVar("T")


class SyncLast(SyncPage[T], Generic[T]):
    """A page of a listing of the sync client."""

    _paging = LastItemPaging(
        cursor="after",
        item_id="id",
        items="data",
        has_more="has_more",
        limit="limit",
    )

    data: list[T]

    has_more: bool | None = None


class AsyncLast(AsyncPage[T], Generic[T]):
    """A page of a listing of the async client."""

    _paging = LastItemPaging(
        cursor="after",
        item_id="id",
        items="data",
        has_more="has_more",
        limit="limit",
    )

    data: list[T]

    has_more: bool | None = None
