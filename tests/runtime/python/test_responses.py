"""Raw and streaming answers: nothing is read before it is asked for, all is closed."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from callers import ALL, OWN, SYNC, AsyncThing, Thing, run
from clientsmith_runtime.client import AsyncClient, SyncClient
from clientsmith_runtime.errors import (
    APIConnectionError,
    APIResponseValidationError,
    ClientError,
    NotFoundError,
)
from clientsmith_runtime.models import Model
from clientsmith_runtime.operation import Operation, StreamOperation
from clientsmith_runtime.resource import async_raw, async_streamed, raw, streamed
from clientsmith_runtime.response import BinaryAPIResponse
from loopback import Server, reply


class Job(Model):
    """A model."""

    id: str


GET: Operation[Job] = Operation("GET", "/job", returns=lambda: Job)
FILE: Operation[Any] = Operation("GET", "/file", returns=lambda: BinaryAPIResponse)
EVENTS: StreamOperation[Job] = StreamOperation("GET", "/events", event=lambda: Job, format="jsonl")
JOB = reply(200, {"id": "j", "more": 1}, {"X-Request-Id": "r", "X-Two": "a", "x-two": "b"})


def use(transport: str, url: str, body: Any) -> Any:
    """Run `body(call)` of a script that awaits; sync answers are wrapped to be awaited."""

    async def main() -> Any:
        if transport in SYNC:
            with SyncClient(base_url=url) as client:
                return await body(_Awaited(Thing(client)))
        async with AsyncClient(base_url=url) as other:
            return await body(_Async(AsyncThing(other)))

    return asyncio.run(main())


class _Async:
    """The async resource's two faces."""

    def __init__(self, thing: AsyncThing) -> None:
        self.raw: Any = async_raw(thing.get)
        self.streamed: Any = async_streamed(thing.get)
        self.plain: Any = thing.get


class _Awaited:
    """The sync resource's, made awaitable so that one script drives both."""

    def __init__(self, thing: Thing) -> None:
        self._thing = thing

    async def raw(self, *arguments: Any) -> Any:
        return _AwaitedResponse(raw(self._thing.get)(*arguments))

    async def plain(self, *arguments: Any) -> Any:
        return self._thing.get(*arguments)

    def streamed(self, *arguments: Any) -> Any:
        return _AwaitedContext(streamed(self._thing.get)(*arguments))


class _AwaitedContext:
    def __init__(self, context: Any) -> None:
        self._context = context

    async def __aenter__(self) -> Any:
        return _AwaitedResponse(self._context.__enter__())

    async def __aexit__(self, *exc: Any) -> None:
        self._context.__exit__(*exc)


class _AwaitedResponse:
    def __init__(self, response: Any) -> None:
        self._response = response

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._response, name)
        if name in ("parse", "read", "json", "text", "stream_to_file", "close"):

            async def call(*arguments: Any, **named: Any) -> Any:
                return value(*arguments, **named)

            return call
        if name.startswith("iter_"):

            async def iterate(*arguments: Any) -> Any:
                for item in value(*arguments):
                    yield item

            return iterate
        return value


@pytest.mark.parametrize("transport", OWN)
def test_raw(transport: str) -> None:
    async def script(thing: Any) -> None:
        response = await thing.raw(GET)
        assert response.status_code == 200
        assert response.is_success
        assert response.headers["x-request-ID"] == response.request_id == "r"
        assert response.headers.get_list("X-TWO") == ["a", "b"]
        assert response.headers["x-two"] == "a, b"
        assert len(response.headers) == len(list(response.headers)) == 4
        assert response.headers.get_list("none") == []
        assert response.content_type == "application/json"
        assert response.method == response.http_request.method == "GET"
        assert response.url == f"{server.url}/job"
        assert timedelta(0) < response.elapsed < timedelta(seconds=5)
        assert response.retries_taken == 0
        assert response.is_closed
        first = await response.parse()
        assert first == Job(id="j")
        assert await response.parse() is first
        assert await response.parse(to=dict) == {"id": "j", "more": 1}
        assert await response.read() == response.content == JOB[0].partition(b"\r\n\r\n")[2]
        assert json.loads(await response.text()) == await response.json()
        assert [piece async for piece in response.iter_bytes(5)] == [
            response.content[at : at + 5] for at in range(0, len(response.content), 5)
        ]
        assert [piece async for piece in response.iter_bytes()] == [response.content]
        await response.close()

    with Server([JOB]) as server:
        use(transport, server.url, script)


@pytest.mark.parametrize("transport", OWN)
def test_raw_of_an_error_and_of_nonsense(transport: str) -> None:
    async def script(thing: Any) -> None:
        with pytest.raises(NotFoundError):
            await thing.raw(GET)
        with pytest.raises(NotFoundError):
            async with thing.streamed(GET):
                pass
        response = await thing.raw(GET)
        for call in (response.parse, response.json):
            with pytest.raises(APIResponseValidationError) as caught:
                await call()
            assert caught.value.response.text() == "nonsense"

    with Server([reply(404), reply(404), reply(200, b"nonsense")]) as server:
        use(transport, server.url, script)


@pytest.mark.parametrize("transport", OWN)
def test_a_body_is_not_read_before_it_is_asked_for(transport: str) -> None:
    """The server sends the rest only after the caller has seen the headers."""
    import threading

    seen = threading.Event()

    def answer(_: Any) -> Any:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n"
        assert seen.wait(5)
        yield b'{"id":"x"}'

    async def script(thing: Any) -> None:
        async with thing.streamed(GET) as response:
            assert response.status_code == 200
            assert not response.is_closed
            with pytest.raises(ClientError, match="not been read"):
                _ = response.content
            seen.set()
            assert await response.parse() == Job(id="x")
            assert response.is_closed

    with Server([answer]) as server:
        use(transport, server.url, script)


@pytest.mark.parametrize("transport", OWN)
def test_pieces_arrive_as_they_are_sent(transport: str) -> None:
    import threading

    heard = [threading.Event() for _ in range(3)]

    def answer(_: Any) -> Any:
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        for event in heard:
            yield b"3\r\nabc\r\n"
            assert event.wait(5)
        yield b"0\r\n\r\n"

    async def script(thing: Any) -> None:
        async with thing.streamed(GET) as response:
            pieces = []
            async for piece in response.iter_bytes():
                heard[len(pieces)].set()
                pieces.append(piece)
            assert pieces == [b"abc"] * 3
            with pytest.raises(ClientError, match="streamed"):
                await response.read()
            with pytest.raises(ClientError, match="streamed"):
                _ = [piece async for piece in response.iter_bytes()]

    with Server([answer]) as server:
        use(transport, server.url, script)


@pytest.mark.parametrize("transport", OWN)
def test_lines_text_and_files(transport: str, tmp_path: Path) -> None:
    body = "a\r\n\u00e9\n\nlast".encode()
    chunks = b"".join(b"1\r\n%c\r\n" % one for one in body) + b"0\r\n\r\n"
    answer = [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunks]

    async def script(thing: Any) -> None:
        async with thing.streamed(GET) as response:
            assert [line async for line in response.iter_lines()] == ["a", "\u00e9", "", "last"]
        async with thing.streamed(GET) as response:
            assert "".join([text async for text in response.iter_text()]) == body.decode()
        async with thing.streamed(GET) as response:
            assert [piece async for piece in response.iter_bytes(4)] == [
                body[at : at + 4] for at in range(0, len(body), 4)
            ]
        async with thing.streamed(GET) as response:
            await response.stream_to_file(tmp_path / "file")
        assert (tmp_path / "file").read_bytes() == body

    with Server([answer]) as server:
        use(transport, server.url, script)


@pytest.mark.parametrize("transport", ALL)
def test_a_body_left_unread_is_closed_and_the_client_goes_on(transport: str) -> None:
    endless = [b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n", b"x" * 100_000, 3.0]

    async def script(thing: Any) -> None:
        async with thing.streamed(GET) as response:
            async for _ in response.iter_bytes():
                break
        assert response.is_closed
        async with thing.streamed(GET) as response:
            pass
        assert await thing.plain(GET) == Job(id="j")

    with Server([endless, endless, JOB]) as server:
        use(transport, server.url, script)


@pytest.mark.parametrize("transport", ALL)
def test_a_body_that_breaks_off(transport: str) -> None:
    broken = [b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc", "close"]
    with Server([broken]) as server, pytest.raises(APIConnectionError):
        run(transport, server.url, GET, mode="streamed")

    async def script(thing: Any) -> None:
        async with thing.streamed(GET) as response:
            with pytest.raises(APIConnectionError):
                await response.read()
            await response.close()

    with Server([broken]) as server:
        use(transport, server.url, script)


@pytest.mark.parametrize("transport", OWN)
def test_a_connection_is_used_again_after_a_streamed_body(transport: str) -> None:
    async def script(thing: Any) -> None:
        for _ in range(3):
            async with thing.streamed(GET) as response:
                await response.read()
        for _ in range(3):
            async with thing.streamed(GET) as response:
                _ = [piece async for piece in response.iter_bytes()]

    with Server([JOB]) as server:
        use(transport, server.url, script)
    assert server.connections == 1


@pytest.mark.parametrize("transport", OWN)
def test_errors_leave_the_connection_usable(transport: str) -> None:
    async def script(thing: Any) -> None:
        for _ in range(3):
            with pytest.raises(NotFoundError):
                await thing.plain(GET)

    with Server([reply(404, {"detail": "x"})]) as server:
        use(transport, server.url, script)
    assert server.connections == 1


@pytest.mark.parametrize("transport", OWN)
def test_a_file(transport: str, tmp_path: Path) -> None:
    async def script(thing: Any) -> None:
        response = await thing.plain(FILE)
        assert type(response).__name__.endswith("BinaryAPIResponse")
        assert response.content == b"\x00\x01"
        if transport in SYNC:
            response.write_to_file(tmp_path / "f")
        else:
            await response.write_to_file(tmp_path / "f")
        assert (tmp_path / "f").read_bytes() == b"\x00\x01"

    with Server([reply(200, b"\x00\x01", {"Content-Type": "application/octet-stream"})]) as server:
        use(transport, server.url, script)


@pytest.mark.parametrize("transport", OWN)
def test_a_stream_of_values(transport: str) -> None:
    body = b'{"id":"1"}\n{"id":"2"}\n'

    async def script(thing: Any) -> list[Job]:
        stream = await thing.plain(EVENTS)
        if transport in SYNC:
            return list(stream)
        return [job async for job in stream]

    with Server([reply(200, body, {"Content-Type": "application/jsonl"})]) as server:
        jobs = use(transport, server.url, script)
    assert jobs == [Job(id="1"), Job(id="2")]
    assert server.seen[0].headers["accept"] == "application/jsonl"


def test_faces_keep_the_name_and_leave_the_resource_alone() -> None:
    with Server([JOB]) as server, SyncClient(base_url=server.url) as client:
        thing = Thing(client)
        face: Any = raw(thing.get)
        assert face.__name__ == "get"
        assert face(GET).parse() == Job(id="j")
        assert thing.get(GET) == Job(id="j")
        assert "Thing of SyncClient" in repr(thing)
    with pytest.raises(ClientError, match="closed"):
        face(GET)
    with pytest.raises(ClientError, match="closed"):
        face(GET)


def test_operations_at_the_root_have_faces_too() -> None:
    class Client(SyncClient):
        def get(self) -> Any:
            return self._request(GET)

    with Server([JOB]) as server, Client(base_url=server.url) as client:
        assert raw(client.get)().parse() == Job(id="j")
        with streamed(client.get)() as response:
            assert response.parse() == Job(id="j")
        assert client.get() == Job(id="j")
