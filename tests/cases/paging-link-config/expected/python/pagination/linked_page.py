from __future__ import annotations

from typing import Generic, TypeVar

from .._runtime.paging import AsyncArrayPage, LinkPaging, SyncArrayPage

__all__ = ["AsyncLinkedPage", "SyncLinkedPage"]

T = TypeVar("T")


class SyncLinkedPage(SyncArrayPage[T], Generic[T]):
    """A page of a listing of the sync client."""

    _paging = LinkPaging(items="items")


class AsyncLinkedPage(AsyncArrayPage[T], Generic[T]):
    """A page of a listing of the async client."""

    _paging = LinkPaging(items="items")
