"""Pages by hand; tests/wire/pages.json has the rules, against a real server."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Generic, TypeVar

import pytest
from clientsmith_runtime.errors import PaginationError
from clientsmith_runtime.options import RequestOptions
from clientsmith_runtime.paging import (
    AsyncPage,
    AsyncPaginator,
    CursorPaging,
    PageInfo,
    SyncPage,
    page_decoder,
)
from clientsmith_runtime.styles import query_string

T = TypeVar("T")


class Numbers(SyncPage[T], Generic[T]):
    _paging = CursorPaging(cursor="cursor", next="next")
    items: list[T]
    next: str | None = None


class AsyncNumbers(AsyncPage[T], Generic[T]):
    _paging = CursorPaging(cursor="cursor", next="next")
    items: list[T]
    next: str | None = None


class Operation:
    body = ""


PAGES = {None: ([1, 2], "a"), "a": ([], "b"), "b": ([3], None)}


class Client:
    """A client without a network: it counts the requests."""

    def __init__(self, page_type: Any) -> None:
        self.decode = page_decoder(page_type)
        self.requests = 0

    def _request_page(self, operation: Any, options: RequestOptions, info: PageInfo | None) -> Any:
        self.requests += 1
        query = {**(options.query or {}), **((info and info.query) or {})}
        items, token = PAGES[query.get("cursor")]  # type: ignore[index]
        page = self.decode(json.dumps({"items": items, "next": token}).encode(), None)
        url = f"http://localhost/?{query_string(query)}"
        page._attach(self, operation, options.replace(query=query), {}, url)
        return page


class AsyncClient(Client):
    async def _request_page(self, *args: Any) -> Any:  # type: ignore[override]
        return super()._request_page(*args)


def test_page_by_page() -> None:
    client = Client(Numbers[int])
    first = client._request_page(Operation(), RequestOptions(), None)
    assert first.has_next_page()
    assert repr(first.next_page_info()) == "PageInfo(query={'cursor': 'a'})"
    assert [page.items for page in first.iter_pages()] == [[1, 2], [], [3]]
    assert list(first) == [1, 2, 3]  # a second time, from the same page
    last = first.get_next_page().get_next_page()
    assert not last.has_next_page()
    assert last.next_page_info() is None
    with pytest.raises(PaginationError, match="last page"):
        last.get_next_page()


def test_pages_are_requested_when_they_are_needed() -> None:
    client = Client(Numbers[int])
    iterator = iter(client._request_page(Operation(), RequestOptions(), None))
    assert [next(iterator), next(iterator)] == [1, 2]
    assert client.requests == 1
    assert next(iterator) == 3
    assert client.requests == 3


def test_a_page_by_hand_has_its_items_only() -> None:
    page = Numbers[int](items=[1], next="a")
    with pytest.raises(PaginationError, match="a client has returned"):
        page.has_next_page()
    client = Client(Numbers[int])
    same = client._request_page(Operation(), RequestOptions(), None)
    assert same == Numbers(items=[1, 2], next="a")
    assert same.to_dict() == {"items": [1, 2], "next": "a"}
    assert "Client" not in repr(same)


def test_async_paginator() -> None:
    async def run() -> None:
        client = AsyncClient(AsyncNumbers[int])
        paginator: AsyncPaginator[int, AsyncNumbers[int]] = AsyncPaginator(
            client,
            Operation(),  # type: ignore[arg-type]
            RequestOptions(),
        )
        assert client.requests == 0
        assert (await paginator).items == [1, 2]
        assert client.requests == 1
        assert [item async for item in paginator] == [1, 2, 3]
        assert [page.items async for page in paginator.iter_pages()] == [[1, 2], [], [3]]
        page = await paginator
        assert [item async for item in page] == [1, 2, 3]

    asyncio.run(run())
