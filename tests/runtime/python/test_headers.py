"""Headers of answers as values of their types, and answers by the content that really came."""

from __future__ import annotations

import asyncio
import pickle
from datetime import datetime, timezone
from typing import Any, Literal

import pytest
from callers import AsyncThing, Thing
from clientsmith_runtime.client import AsyncClient, SyncClient
from clientsmith_runtime.errors import APIResponseValidationError, ClientError
from clientsmith_runtime.headers import typed_headers
from clientsmith_runtime.models import Model, field
from clientsmith_runtime.operation import Operation
from clientsmith_runtime.resource import async_raw, async_streamed, raw, streamed
from clientsmith_runtime.response_base import Headers
from loopback import Server, reply


class Inner(Model):
    a: int
    b: str | None = None


class Declared(Model):
    total: int = field(name="X-Total")
    ratio: float | None = field(default=None, name="X-Ratio")
    flag: bool | None = field(default=None, name="X-Flag")
    tags: list[int] | None = field(default=None, name="X-Tags")
    kind: Literal["a", "b"] | None = field(default=None, name="X-Kind")
    code: Literal[1, 2] | None = field(default=None, name="X-Code")
    when: datetime | None = field(default=None, name="Last-Modified")
    inner: Inner | None = field(default=None, name="X-Inner")
    limits: dict[str, int] | None = field(default=None, name="X-Limits")
    text: str | None = field(default=None, name="X-Text")
    anything: Any = field(default=None, name="X-Any")


NOON = datetime(1994, 11, 15, 12, 45, 26, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("name", "text", "attribute", "want"),
    [
        ("x-total", "12", "total", 12),
        ("X-RATIO", "0.5", "ratio", 0.5),
        ("X-Flag", "true", "flag", True),
        ("X-Flag", "0", "flag", False),
        ("X-Tags", "1, 2,3", "tags", [1, 2, 3]),
        ("X-Tags", "7", "tags", [7]),
        ("X-Kind", "b", "kind", "b"),
        ("X-Code", "2", "code", 2),
        ("Last-Modified", "Tue, 15 Nov 1994 12:45:26 GMT", "when", NOON),
        ("Last-Modified", "1994-11-15T12:45:26Z", "when", NOON),
        ("X-Inner", "a,1,b,x", "inner", Inner(a=1, b="x")),
        ("X-Inner", "a=1, b=x", "inner", Inner(a=1, b="x")),
        ("X-Inner", '{"a": 1}', "inner", Inner(a=1)),
        ("X-Limits", "day=3,hour=1", "limits", {"day": 3, "hour": 1}),
        ("X-Text", "a, b", "text", "a, b"),
        ("X-Text", "12", "text", "12"),
        ("X-Any", "12", "anything", "12"),
    ],
)
def test_values(name: str, text: str, attribute: str, want: Any) -> None:
    reports: list[Any] = []
    found = typed_headers(Headers({"X-Total": "1", name: text}), Declared, reports.append)
    if name != "x-total":
        assert getattr(found, attribute) == want
        assert not reports
    else:
        assert typed_headers(Headers({name: text}), Declared, None).total == want


@pytest.mark.parametrize(
    ("headers", "attribute", "want"),
    [
        ({"X-Total": "many"}, "total", "many"),
        ({}, "total", None),
        ({"X-Total": "1", "X-Kind": "z"}, "kind", "z"),
        ({"X-Total": "1", "Last-Modified": "later"}, "when", "later"),
        ({"X-Total": "1", "X-Inner": "{nothing"}, "inner", "{nothing"),
    ],
)
def test_a_server_that_lies(headers: dict[str, str], attribute: str, want: Any) -> None:
    reports: list[Any] = []
    found = typed_headers(Headers(headers), Declared, reports.append)
    assert getattr(found, attribute) == want
    assert len(reports) == 1


GET: Operation[list[int]] = Operation("GET", "/x", returns=lambda: list[int])


def test_the_faces_have_them() -> None:
    with (
        Server([reply(200, [1], {"X-Total": "3"})] * 2) as server,
        SyncClient(base_url=server.url) as client,
    ):
        thing = Thing(client)
        response: Any = raw(thing.get, lambda: Declared)(GET)
        assert response.typed_headers.total == 3
        assert response.parse() == [1]
        with pytest.raises(ClientError, match="only a record"):
            _ = pickle.loads(pickle.dumps(response)).typed_headers
        with streamed(thing.get, lambda: Declared)(GET) as opened:
            assert opened.typed_headers.total == 3
        assert not hasattr(raw(thing.get)(GET), "typed_headers")


def test_the_async_faces_have_them() -> None:
    async def main(url: str) -> None:
        async with AsyncClient(base_url=url) as client:
            thing = AsyncThing(client)
            response: Any = await async_raw(thing.get, lambda: Declared)(GET)
            assert response.typed_headers.total == 3
            async with async_streamed(thing.get, lambda: Declared)(GET) as opened:
                assert opened.typed_headers.total == 3
                assert await opened.parse() == [1]

    with Server([reply(200, [1], {"X-Total": "3"})] * 2) as server:
        asyncio.run(main(server.url))


SEVERAL: Operation[Any] = Operation(
    "GET",
    "/x",
    returns=lambda: list[int],
    responses={"202": lambda: Inner, "2XX": lambda: str, "204": lambda: None},
)


@pytest.mark.parametrize(
    ("status", "body", "content_type", "want"),
    [
        (200, b"text", "text/plain", "text"),
        (201, b'"text"', "application/json", "text"),
        (201, b'"text"', "application/problem+json; charset=utf-8", "text"),
        (203, "é".encode("latin-1"), "text/plain; charset=latin-1", "é"),
        (206, b"<a>1</a>", "application/xml", "<a>1</a>"),
        (202, b'{"a": 1}', "application/vnd.acme+json", Inner(a=1)),
        (202, b'{"a": 1}', "text/html", Inner(a=1)),
        (204, b"", "", None),
    ],
)
def test_answers_by_status_and_content(
    status: int, body: bytes, content_type: str, want: Any
) -> None:
    with (
        Server([reply(status, body, {"Content-Type": content_type})]) as server,
        SyncClient(base_url=server.url) as client,
    ):
        assert Thing(client).get(SEVERAL) == want


def test_another_content_is_asked_for_by_a_header() -> None:
    """The plain call refuses what it cannot decode; the raw one gives it in any form."""
    table = reply(200, b"a;b", {"Content-Type": "text/csv"})
    with (
        Server([table] * 2) as server,
        SyncClient(base_url=server.url) as client,
    ):
        thing = Thing(client)
        response = raw(thing.get)(GET, extra_headers={"Accept": "text/csv"})
        assert (response.text(), response.content, response.content_type) == (
            "a;b",
            b"a;b",
            "text/csv",
        )
        assert server.seen[0].headers["accept"] == "text/csv"
        with pytest.raises(APIResponseValidationError, match="expected JSON, got text/csv") as one:
            thing.get(GET)
        assert one.value.response.text() == "a;b"
