from __future__ import annotations

from typing import Generic, TypeVar

from .._runtime.paging import AsyncPage, OffsetPaging, SyncPage

__all__ = ["AsyncOffset", "SyncOffset"]

T = TypeVar("T")


class SyncOffset(SyncPage[T], Generic[T]):
    """A page of a listing of the sync client."""

    _paging = OffsetPaging(offset="offset", limit="limit", items="items", total="total")

    items: list[T]

    total: int | None = None


class AsyncOffset(AsyncPage[T], Generic[T]):
    """A page of a listing of the async client."""

    _paging = OffsetPaging(offset="offset", limit="limit", items="items", total="total")

    items: list[T]

    total: int | None = None
