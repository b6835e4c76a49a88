"""Pages through the whole client: parameters kept, links followed only within the origin."""

from __future__ import annotations

import asyncio
from typing import Any, Generic, List, Optional, TypeVar  # noqa: UP035 (as generated code has it)

import pytest
from clientsmith_runtime.auth import ApiKey, Bearer
from clientsmith_runtime.client import AsyncClient, SyncClient
from clientsmith_runtime.errors import APIResponseValidationError, PaginationError
from clientsmith_runtime.models import Model, field
from clientsmith_runtime.operation import PagedOperation
from clientsmith_runtime.paging import AsyncPage, SyncPage
from clientsmith_runtime.paging_rules import LinkPaging, OffsetPaging, View, read
from clientsmith_runtime.resource import AsyncResource, SyncResource, async_raw, raw
from loopback import Seen, Server, reply

T = TypeVar("T")


class Linked(SyncPage[T], Generic[T]):
    """A page with a link."""

    _paging = LinkPaging(items="items", next="next")
    items: List[T]  # noqa: UP006
    next: Optional[str] = None  # noqa: UP045


class AsyncLinked(AsyncPage[T], Generic[T]):
    """Its async twin."""

    _paging = LinkPaging(items="items", next="next")
    items: List[T]  # noqa: UP006
    next: Optional[str] = None  # noqa: UP045


class Counted(SyncPage[T], Generic[T]):
    """A page with an offset."""

    _paging = OffsetPaging(offset="offset", limit="limit", items="items", total="total")
    items: List[T]  # noqa: UP006
    total: Optional[int] = None  # noqa: UP045


class AsyncCounted(AsyncPage[T], Generic[T]):
    """Its async twin."""

    _paging = OffsetPaging(offset="offset", limit="limit", items="items", total="total")
    items: List[T]  # noqa: UP006
    total: Optional[int] = None  # noqa: UP045


LINKED: PagedOperation[Linked[int], AsyncLinked[int]] = PagedOperation(
    "GET", "/items/{id}", sync_page=lambda: Linked[int], async_page=lambda: AsyncLinked[int]
)
COUNTED: PagedOperation[Counted[int], AsyncCounted[int]] = PagedOperation(
    "GET", "/items", sync_page=lambda: Counted[int], async_page=lambda: AsyncCounted[int]
)
SEARCH: PagedOperation[Counted[int], AsyncCounted[int]] = PagedOperation(
    "POST",
    "/search",
    sync_page=lambda: Counted[int],
    async_page=lambda: AsyncCounted[int],
    body="json",
)
SECRETS = {"b": Bearer("canary-1"), "q": ApiKey("canary-2", name="key", location="query")}


def all_items(kind: str, url: str, operation: Any, **arguments: Any) -> list[int]:
    """The items of all pages."""
    settings: dict[str, Any] = {
        "base_url": url,
        "auth": SECRETS,
        "default_query": {"v": "1"},
        "default_headers": {"X-Plain": "p"},
    }
    if kind == "sync":
        with SyncClient(**settings) as client:
            return list(client._list(operation, **arguments))

    async def main() -> list[int]:
        async with AsyncClient(**settings) as client:
            return [item async for item in client._list(operation, **arguments)]

    return asyncio.run(main())


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("link", ["/items/7?page=2", "?page=2", "{url}/items/7?page=2"])
def test_links_within_the_origin(kind: str, link: str) -> None:
    def answer(seen: Seen) -> Any:
        if "page=2" in seen.target:
            return reply(200, {"items": [3]})
        return reply(200, {"items": [1, 2], "next": link.format(url=server.url)})

    with Server([answer]) as server:
        assert all_items(kind, server.url, LINKED, path={"id": 7}, query={"q": "x"}) == [1, 2, 3]
    first, second = server.seen
    assert first.target == "/items/7?v=1&q=x"
    assert second.target == "/items/7?page=2"
    assert second.headers["x-plain"] == "p"
    assert first.headers["authorization"] == second.headers["authorization"]


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize(
    "link",
    [
        "http://evil.invalid/x",
        "//evil.invalid/x",
        "http://localhost:{port}/x",
        "ftp://a/b",
        "http://[/",
    ],
)
def test_links_to_another_origin_are_not_followed(kind: str, link: str) -> None:
    def answer(_: Seen) -> Any:
        return reply(200, {"items": [1], "next": link.format(port=server.port)})

    with Server([answer]) as server, pytest.raises((PaginationError, ValueError)) as caught:
        all_items(kind, server.url, LINKED, path={"id": 7})
    assert len(server.seen) == 1
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_offsets_in_query_and_body(kind: str) -> None:
    pages = [reply(200, {"items": items}) for items in ([1, 2], [3, 4], [5], [])]
    with Server([*pages]) as server:
        assert all_items(kind, server.url, COUNTED, query={"limit": 2, "q": "x"}) == [1, 2, 3, 4, 5]
    assert [one.target for one in server.seen] == [
        "/items?v=1&limit=2&q=x",
        "/items?v=1&limit=2&q=x&offset=2",
        "/items?v=1&limit=2&q=x&offset=4",
        "/items?v=1&limit=2&q=x&offset=5",
    ]


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_the_raw_answer_of_a_listing(kind: str) -> None:
    class Items(SyncResource):
        def list(self) -> Counted[int]:
            return self._list(COUNTED)

    class AsyncItems(AsyncResource):
        def list(self) -> Any:
            return self._list(COUNTED)

    async def main() -> Any:
        async with AsyncClient(base_url=server.url) as client:
            response = await async_raw(AsyncItems(client).list)()
            page = await response.parse()
            return response, page, await (await page.get_next_page()).get_next_page()

    with Server(
        [reply(200, {"items": [1]}), reply(200, {"items": [2]}), reply(200, {"items": []})]
    ) as server:
        if kind == "sync":
            with SyncClient(base_url=server.url) as client:
                response: Any = raw(Items(client).list)()
                page = response.parse()
                last = page.get_next_page().get_next_page()
        else:
            response, page, last = asyncio.run(main())
    assert response.status_code == 200
    assert page.items == [1]
    assert last.items == []
    assert not last.has_next_page()


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_page_that_is_not_json(kind: str) -> None:
    answer = reply(200, b"<html>", {"Content-Type": "text/html"})
    with Server([answer]) as server, pytest.raises(APIResponseValidationError, match="text/html"):
        all_items(kind, server.url, COUNTED)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_page_without_content(kind: str) -> None:
    for operation in (COUNTED, LINKED):
        arguments = {"path": {"id": 1}} if operation is LINKED else {}
        with Server([reply(204, b"")]) as server:
            assert all_items(kind, server.url, operation, **arguments) == []


class Dotted(Model):
    link: str | None = field(default=None, name="odata.next")
    odata: dict[str, str] | None = None


@pytest.mark.parametrize(
    ("value", "want"),
    [
        (Dotted(link="a", odata={"next": "b"}), "a"),
        (Dotted(odata={"next": "b"}), "b"),
        ({"odata.next": "a", "odata": {"next": "b"}}, "a"),
        ({"odata": {"next": "b"}}, "b"),
        ({"odata": None}, None),
        (None, None),
    ],
)
def test_a_member_whose_name_has_dots_comes_first(value: object, want: str | None) -> None:
    assert read(value, "odata.next") == want


@pytest.mark.parametrize(
    ("value", "want"), [(3, 3), (3.0, 3), (2.5, None), (True, None), ("3", None), (None, None)]
)
def test_a_count_is_a_whole_number(value: Any, want: int | None) -> None:
    page = {"total": value}
    assert View(page, "", {}, {}, None, False).number("total") == want
