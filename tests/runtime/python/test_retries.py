"""What is tried again, when, and how often."""

from __future__ import annotations

import time
from email.utils import formatdate
from typing import Any

import pytest
from callers import ALL, OWN, run
from clientsmith_runtime import retry
from clientsmith_runtime.errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    InternalServerError,
    RateLimitError,
)
from clientsmith_runtime.operation import Operation
from clientsmith_runtime.options import Timeout
from loopback import Server, free_port, reply

GET: Operation[Any] = Operation("GET", "/thing", returns=lambda: dict)
POST: Operation[Any] = Operation("POST", "/thing", returns=lambda: dict, body="json")
OK = reply(200, {"ok": True})
NOW = {"Retry-After": "0"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorter pauses; their real lengths have a test of their own."""
    monkeypatch.setattr(retry, "FIRST_DELAY", 0.01)


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 599])
def test_statuses_that_are_retried(transport: str, status: int) -> None:
    with Server([reply(status, {}), OK]) as server:
        assert run(transport, server.url, GET) == {"ok": True}
    assert len(server.seen) == 2


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 501])
def test_statuses_that_are_not_retried(transport: str, status: int) -> None:
    with Server([reply(status, {}), OK]) as server, pytest.raises(APIStatusError):
        run(transport, server.url, GET)
    assert len(server.seen) == 1


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])
def test_methods_that_are_retried(transport: str, method: str) -> None:
    operation: Operation[None] = Operation(method, "/thing")
    with Server([reply(503), reply(204)]) as server:
        run(transport, server.url, operation)
    assert len(server.seen) == 2


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize("answer", [reply(500), reply(429), ["reset"], ["close"]])
def test_methods_that_are_not_retried(transport: str, method: str, answer: Any) -> None:
    operation: Operation[None] = Operation(method, "/thing", body="json")
    with Server([answer, OK]) as server:
        with pytest.raises((APIStatusError, APIConnectionError)):
            run(transport, server.url, operation, body={"a": 1})
        assert len(server.seen) == 1


@pytest.mark.parametrize("transport", ALL)
def test_a_post_is_not_sent_again_after_a_read_timeout(transport: str) -> None:
    with Server([[5.0], OK]) as server:
        with pytest.raises(APITimeoutError):
            run(transport, server.url, POST, body={}, timeout=Timeout(10, read=0.2))
        assert len(server.seen) == 1


@pytest.mark.parametrize("transport", OWN)
def test_a_post_with_an_idempotency_key_is(transport: str) -> None:
    with Server([reply(500), ["reset"], OK]) as server:
        result = run(transport, server.url, POST, body={"a": 1}, idempotency_key="k-1")
    assert result == {"ok": True}
    assert [one.headers["idempotency-key"] for one in server.seen] == ["k-1"] * 3
    assert [one.body for one in server.seen] == [b'{"a":1}'] * 3


@pytest.mark.parametrize("transport", OWN)
def test_the_key_may_come_as_an_extra_header(transport: str) -> None:
    with Server([reply(500), OK]) as server:
        run(transport, server.url, POST, body={}, extra_headers={"idempotency-Key": "x"})
    assert len(server.seen) == 2


@pytest.mark.parametrize("transport", OWN)
def test_a_documented_key_header_gets_one_random_key_for_all_attempts(transport: str) -> None:
    operation: Operation[Any] = Operation(
        "POST", "/", returns=lambda: dict, body="json", idempotency_header="X-Once"
    )
    with Server([reply(500), OK, OK]) as server:
        run(transport, server.url, operation, body={}, calls=2)
    keys = [one.headers["x-once"] for one in server.seen]
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize("transport", OWN)
def test_the_document_may_say_that_an_operation_is_idempotent(transport: str) -> None:
    yes: Operation[Any] = Operation("POST", "/", returns=lambda: dict, idempotent=True)
    no: Operation[Any] = Operation("GET", "/", returns=lambda: dict, idempotent=False)
    with Server([reply(500), OK]) as server:
        assert run(transport, server.url, yes) == {"ok": True}
    with Server([reply(500), OK]) as server, pytest.raises(InternalServerError):
        run(transport, server.url, no)


@pytest.mark.parametrize("transport", ALL)
@pytest.mark.parametrize(
    "failure",
    [
        ["reset"],
        ["close"],
        [b"HTTP/1.1 2", "close"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", "close"],
    ],
)
def test_broken_connections_are_retried(transport: str, failure: Any) -> None:
    with Server([failure, OK]) as server:
        assert run(transport, server.url, GET) == {"ok": True}
    assert len(server.seen) == 2


@pytest.mark.parametrize("transport", OWN)
def test_a_body_that_stays_truncated_is_a_connection_error(transport: str) -> None:
    cut = [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", "close"]
    with Server([cut]) as server:
        with pytest.raises(APIConnectionError) as caught:
            run(transport, server.url, GET, max_retries=1)
        assert len(server.seen) == 2
    assert not isinstance(caught.value, APITimeoutError)


@pytest.mark.parametrize("transport", ALL)
@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}", "http://no-such-host.invalid"])
def test_any_method_is_retried_when_the_server_was_not_reached(
    transport: str, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "clientsmith_runtime"), pytest.raises(APIConnectionError):
        run(transport, url.format(port=free_port()), POST, body={}, max_retries=2)
    assert [record.args[0] for record in caplog.records if "retry" in record.msg] == [1, 2]  # type: ignore[index]


@pytest.mark.parametrize("transport", OWN)
def test_max_retries_of_client_and_call(transport: str) -> None:
    for settings, arguments, attempts in (
        ({}, {}, 3),
        ({"max_retries": 0}, {}, 1),
        ({"max_retries": 0}, {"max_retries": 4}, 5),
        ({"max_retries": 4}, {"max_retries": 0}, 1),
    ):
        with Server([reply(503, {}, NOW)]) as server, pytest.raises(InternalServerError) as caught:
            run(transport, server.url, GET, settings=settings, **arguments)
        assert len(server.seen) == attempts
        assert caught.value.response.retries_taken == attempts - 1


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "0.3"},
        {"retry-after-ms": "300", "Retry-After": "50"},
        {"Retry-After": "Thu, 01 Jan 2099 00:00:00 GMT", "retry-after-ms": "300"},
    ],
)
def test_retry_after_is_waited_for(transport: str, headers: dict[str, str]) -> None:
    with Server([reply(429, {}, headers), OK]) as server:
        start = time.monotonic()
        run(transport, server.url, GET)
        assert 0.29 < time.monotonic() - start < 2


def test_retry_after_as_a_date() -> None:
    assert (
        8
        < (retry.retry_after({"retry-after": formatdate(time.time() + 10, usegmt=True)}) or 0)
        < 11
    )
    assert retry.retry_after({"retry-after": formatdate(0, usegmt=True)}) == 0
    for nonsense in ("soon", "-1", "nan", "inf", "1e999", "Mon, 99 Foo"):
        assert retry.retry_after({"retry-after": nonsense}) is None
    assert retry.retry_after({"retry-after-ms": "x", "retry-after": "2"}) == 2
    assert retry.retry_after({}) is None


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize("after", ["61", "86400", "Thu, 01 Jan 2099 00:00:00 GMT"])
def test_a_retry_after_beyond_the_cap_is_not_waited_for(transport: str, after: str) -> None:
    with Server([reply(429, {}, {"Retry-After": after}), OK]) as server:
        start = time.monotonic()
        with pytest.raises(RateLimitError):
            run(transport, server.url, GET, timeout=None)
        assert time.monotonic() - start < 2
    assert len(server.seen) == 1


@pytest.mark.parametrize("transport", OWN)
def test_the_deadline_is_the_budget_of_all_retries(transport: str) -> None:
    with Server([reply(429, {}, {"Retry-After": "5"}), OK]) as server:
        start = time.monotonic()
        with pytest.raises(RateLimitError):
            run(transport, server.url, GET, timeout=1.0)
        assert time.monotonic() - start < 0.9


def test_backoff_doubles_between_half_a_second_and_eight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_DELAY", 0.5)
    for taken, longest in enumerate([0.5, 1, 2, 4, 8, 8, 8]):
        delays = [retry.backoff(taken) for _ in range(200)]
        assert longest * 0.75 <= min(delays) < max(delays) <= longest
    assert retry.backoff(10_000) <= 8


@pytest.mark.parametrize("transport", OWN)
def test_a_body_that_cannot_be_rewound_is_sent_once(transport: str) -> None:
    put: Operation[Any] = Operation(
        "PUT", "/", returns=lambda: dict, body="binary:application/octet-stream"
    )
    with Server([reply(503, {}, NOW), OK]) as server, pytest.raises(InternalServerError):
        run(transport, server.url, put, body=iter([b"a", b"b"]))
    assert [one.body for one in server.seen] == [b"ab"]
    with Server([reply(503, {}, NOW), OK]) as server:
        run(transport, server.url, put, body=b"ab")
    assert [one.body for one in server.seen] == [b"ab", b"ab"]


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize(
    ("of_operation", "of_client", "of_call", "tries"),
    [
        (0, {}, {}, 1),  # the operation's own number, instead of the usual one
        (3, {}, {}, 4),
        (None, {}, {}, 3),
        (3, {"max_retries": 0}, {}, 1),  # a client that was told otherwise
        (0, {}, {"max_retries": 1}, 2),  # and a call above all
    ],
)
def test_how_often_an_operation_is_tried(
    transport: str,
    of_operation: int | None,
    of_client: dict[str, Any],
    of_call: dict[str, Any],
    tries: int,
) -> None:
    operation: Operation[Any] = Operation(
        "GET", "/thing", returns=lambda: dict, max_retries=of_operation
    )
    with Server([reply(503, {}, NOW)] * 6) as server, pytest.raises(InternalServerError):
        run(transport, server.url, operation, settings=of_client, **of_call)
    assert len(server.seen) == tries
