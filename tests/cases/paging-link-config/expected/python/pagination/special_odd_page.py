from __future__ import annotations

from typing import Generic, TypeVar

from .._runtime.paging import AsyncPage, CursorPaging, SyncPage

__all__ = ["AsyncSpecialOddPage", "SyncSpecialOddPage"]

T = TypeVar("T")


class SyncSpecialOddPage(SyncPage[T], Generic[T]):
    """A page of a listing of the sync client."""

    _paging = CursorPaging(cursor="from", next="more", items="things")

    things: list[T]

    more: str | None = None


class AsyncSpecialOddPage(AsyncPage[T], Generic[T]):
    """A page of a listing of the async client."""

    _paging = CursorPaging(cursor="from", next="more", items="things")

    things: list[T]

    more: str | None = None
