"""The total bounds the whole call, however the server drips; connect and read bound waits."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest
from callers import ALL, OWN, run
from clientsmith_runtime import transport_aiohttp, transport_httpx, transport_urllib3
from clientsmith_runtime.errors import APIConnectionError, APITimeoutError, ArgumentError
from clientsmith_runtime.operation import Operation
from clientsmith_runtime.options import Timeout, to_timeout
from loopback import Server, reply

WARM = (transport_aiohttp, transport_httpx, transport_urllib3)
"""Imported here, so that their import is no part of the times below."""

GET: Operation[Any] = Operation("GET", "/thing", returns=lambda: dict)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n"


def drip(_: Any) -> Any:
    """Headers at once, then a byte each 20 ms, for 8 seconds."""
    yield HEAD
    for _ in range(400):
        yield b" "
        yield 0.02


def drip_headers(_: Any) -> Any:
    """Headers byte by byte, which keeps each single wait short."""
    yield b"HTTP/1.1 200 OK\r\n"
    for _ in range(400):
        yield b"X"
        yield 0.02


def timed(call: Any) -> float:
    start = time.monotonic()
    with pytest.raises(APITimeoutError):
        call()
    return time.monotonic() - start


@pytest.mark.parametrize("transport", ALL)
def test_total_covers_a_dripping_body(transport: str) -> None:
    with Server([drip]) as server:
        took = timed(lambda: run(transport, server.url, GET, timeout=0.4))
    assert 0.3 < took < 1.5
    assert len(server.seen) == 1


@pytest.mark.parametrize("transport", [*OWN, "httpx.AsyncClient"])
def test_total_covers_dripping_headers(transport: str) -> None:
    with Server([drip_headers]) as server:
        took = timed(lambda: run(transport, server.url, GET, timeout=0.4))
    assert 0.3 < took < 1.5


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize(
    ("of_client", "of_call"), [({}, {}), ({"timeout": 0.4}, {}), ({}, {"timeout": 0.4})]
)
def test_an_operation_may_have_its_own(
    transport: str, of_client: dict[str, Any], of_call: dict[str, Any]
) -> None:
    """Instead of the usual one; what the caller says comes first."""
    other = of_client or of_call
    operation: Operation[Any] = Operation("GET", "/x", timeout=20.0 if other else 0.4)
    with Server([[10.0]]) as server:
        took = timed(lambda: run(transport, server.url, operation, settings=of_client, **of_call))
    assert 0.3 < took < 1.5


@pytest.mark.parametrize("transport", ALL)
def test_total_covers_silence_and_retries(transport: str) -> None:
    with Server([[10.0]]) as server:
        took = timed(lambda: run(transport, server.url, GET, timeout=0.4, max_retries=5))
    assert 0.3 < took < 1.5
    assert len(server.seen) == 1


@pytest.mark.parametrize("transport", ALL)
def test_read_bounds_each_wait_and_is_retried_within_the_total(transport: str) -> None:
    with Server([[10.0], reply(200, {"a": 1})]) as server:
        start = time.monotonic()
        result = run(transport, server.url, GET, timeout=Timeout(10, read=0.2))
        assert time.monotonic() - start < 3
    assert result == {"a": 1}
    assert len(server.seen) == 2


@pytest.mark.parametrize("transport", ALL)
def test_read_is_longer_than_a_drip(transport: str) -> None:
    pieces = [HEAD, *[b"1", 0.02] * 10, b" " * 390]
    with Server([pieces]) as server:
        assert run(transport, server.url, GET, timeout=Timeout(10, read=2.0)) == 1111111111


@pytest.mark.parametrize("transport", ALL)
def test_connect(transport: str) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = []
        for _ in range(4):  # fill the backlog, so that the next SYN stays unanswered
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
            waiting.append(one)
        took = timed(
            lambda: run(
                transport,
                f"http://127.0.0.1:{port}",
                GET,
                timeout=Timeout(10, connect=0.3),
                max_retries=0,
            )
        )
        for one in waiting:
            one.close()
    assert 0.2 < took < 2


@pytest.mark.parametrize("transport", OWN)
def test_a_streamed_body_may_take_longer_than_the_total(transport: str) -> None:
    def slow(_: Any) -> Any:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"
        for _ in range(10):
            yield 0.1
            yield b"x"

    with Server([slow]) as server:
        pieces = run(transport, server.url, GET, timeout=0.5, mode="streamed")
    assert b"".join(pieces) == b"x" * 10


@pytest.mark.parametrize("transport", ALL)
def test_a_streamed_body_must_not_fall_silent(transport: str) -> None:
    silent = [b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx", 10.0]
    with Server([silent]) as server:
        took = timed(lambda: run(transport, server.url, GET, timeout=0.4, mode="streamed"))
    assert took < 2


@pytest.mark.parametrize("transport", OWN)
def test_a_slow_upload_is_not_bounded_by_connect(transport: str) -> None:
    """urllib3 bounds sending by the connect timeout; 4 MB do not fit into the buffers."""
    post: Operation[Any] = Operation("POST", "/", returns=lambda: dict, body="binary:x/y")
    with socket.create_server(("127.0.0.1", 0)) as server:
        import threading

        def serve() -> None:
            connection, _ = server.accept()
            time.sleep(0.8)
            left = 8_000_000
            while left > 0:
                left -= len(connection.recv(1 << 20))
            connection.sendall(reply(200, {})[0])  # type: ignore[arg-type]
            connection.close()

        threading.Thread(target=serve, daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        timeout = Timeout(10, connect=0.3)
        assert run(transport, url, post, body=b"x" * 8_000_000, timeout=timeout) == {}


def test_no_timeout_and_bad_values() -> None:
    assert to_timeout(None) == Timeout(None, connect=None)
    assert to_timeout(3) == Timeout(3.0)
    assert hash(to_timeout(3)) == hash(Timeout(3.0))
    assert repr(Timeout(3)) == "Timeout(3, connect=5.0, read=None)"
    import httpx

    assert to_timeout(httpx.Timeout(9, connect=1)) == Timeout(None, connect=1, read=9)
    for bad in (0, -1, float("nan")):
        with pytest.raises(ArgumentError, match="positive"):
            Timeout(bad)
    with pytest.raises(TypeError):
        to_timeout("3")
    with pytest.raises(TypeError):
        to_timeout(True)


def test_the_default_is_a_minute() -> None:
    assert (Timeout().total, Timeout().connect, Timeout().read) == (60.0, 5.0, None)
    assert issubclass(APITimeoutError, APIConnectionError)
