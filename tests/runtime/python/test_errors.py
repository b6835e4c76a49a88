"""Answers that are no success: typed, complete, picklable, without secrets."""

from __future__ import annotations

import pickle
from typing import Any, Optional

import pytest
from callers import ALL, OWN, run
from clientsmith_runtime import errors
from clientsmith_runtime.auth import ApiKey, Bearer
from clientsmith_runtime.call import ERROR_LIMIT
from clientsmith_runtime.models import Model
from clientsmith_runtime.operation import Operation
from clientsmith_runtime.request import Request
from clientsmith_runtime.response import APIResponse
from loopback import Server, reply

CANARY = "canary-8261"


class Thing(Model):
    """What a success gives."""

    name: str


class Problem(Model):
    """What the document says of errors."""

    detail: str


GET: Operation[Thing] = Operation(
    "GET", "/thing", returns=lambda: Thing, errors={"404": lambda: Problem, "5XX": lambda: Problem}
)
ONCE = {"max_retries": 0}


def failure(transport: str, server: Server, **arguments: Any) -> Any:
    with pytest.raises(errors.APIError) as caught:
        run(transport, server.url, arguments.pop("operation", GET), **{**ONCE, **arguments})
    return caught.value


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (408, errors.APIStatusError),
        (409, errors.ConflictError),
        (418, errors.APIStatusError),
        (422, errors.UnprocessableEntityError),
        (429, errors.RateLimitError),
        (500, errors.InternalServerError),
        (501, errors.InternalServerError),
        (599, errors.InternalServerError),
        (304, errors.APIStatusError),
    ],
)
def test_class_of_each_status(transport: str, status: int, kind: type) -> None:
    with Server([reply(status)]) as server:
        error = failure(transport, server)
    assert type(error) is kind
    assert error.status_code == error.response.status_code == status
    assert error.body is None
    assert str(error) == error.message == f"Error code: {status}"


@pytest.mark.parametrize("transport", ALL)
def test_what_an_error_holds(transport: str) -> None:
    answer = reply(404, {"detail": "no such thing"}, {"X-Request-Id": "r-7", "X-Other": "o"})
    with Server([answer]) as server:
        error = failure(transport, server, settings={"auth": {"a": Bearer(CANARY)}})
    assert error.body == Problem(detail="no such thing")
    assert error.request_id == "r-7"
    assert error.message == "Error code: 404 - {'detail': 'no such thing'}"
    assert error.request.method == "GET"
    assert error.request.url == f"{server.url}/thing"
    assert error.response.headers["x-other"] == "o"
    assert error.response.json() == {"detail": "no such thing"}
    assert error.response.text() == '{"detail": "no such thing"}'
    assert error.response.content == error.response.read()
    assert server.seen[0].headers["authorization"] == f"Bearer {CANARY}"
    assert CANARY not in repr(vars(error)) + repr(error.request.headers) + repr(error.response)


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (reply(503, {"detail": "x"}), Problem(detail="x")),
        (reply(400, {"a": [1]}), {"a": [1]}),
        (reply(400, b"<h1>Bad</h1>", {"Content-Type": "text/html"}), "<h1>Bad</h1>"),
        (
            reply(
                400,
                "Gr\u00fc\u00dfe".encode("latin-1"),
                {"Content-Type": "text/plain; charset=latin-1"},
            ),
            "Gr\u00fc\u00dfe",
        ),
        (reply(404, b"not json", {"Content-Type": "application/json"}), "not json"),
        ([b"HTTP/1.1 400 Bad\r\nContent-Length: 99\r\n\r\ncut", "close"], None),
    ],
)
def test_the_body_of_an_error(transport: str, answer: Any, body: object) -> None:
    with Server([answer]) as server:
        error = failure(transport, server)
    assert isinstance(error, errors.APIStatusError)
    if body is not None:
        assert error.body == body


@pytest.mark.parametrize("transport", ALL)
def test_the_body_of_an_error_is_limited(transport: str) -> None:
    def endless(_: Any) -> Any:
        yield b"HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n"
        while True:
            yield b"100000\r\n" + b"x" * 0x100000 + b"\r\n"

    with Server([endless]) as server:
        error = failure(transport, server)
    assert len(error.response.content) <= ERROR_LIMIT
    assert len(error.message) < 600


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize(
    "answer",
    [
        reply(200, b"<!doctype html><p>Sign in", {"Content-Type": "text/html"}),
        reply(200, b'{"name": "a', {"Content-Type": "application/json"}),
        reply(200, b"", {"Content-Type": "application/json"}),
        reply(204),
        reply(200, b"[" * 100_000, {"Content-Type": "application/json"}),
        reply(200, b"\xff\xfe\x00", {"Content-Type": "application/json"}),
    ],
)
def test_a_success_that_cannot_be_read(transport: str, answer: Any) -> None:
    with Server([answer]) as server:
        error = failure(transport, server, settings={"auth": {"a": Bearer(CANARY)}})
    assert type(error) is errors.APIResponseValidationError
    assert error.status_code == error.response.status_code
    assert answer[0].endswith(error.response.content)
    assert CANARY not in repr(vars(error)) + repr(error.request.headers)
    assert pickle.loads(pickle.dumps(error)).response.content == error.response.content


@pytest.mark.parametrize("transport", OWN)
def test_no_content_where_it_is_allowed(transport: str) -> None:
    optional = Optional[Thing]  # noqa: UP045 (as generated code has it)
    maybe: Operation[Any] = Operation("GET", "/", returns=lambda: optional)
    nothing: Operation[None] = Operation("DELETE", "/")
    accepted: Operation[Any] = Operation(
        "GET", "/", returns=lambda: Thing, responses={"202": lambda: None, "2XX": lambda: Problem}
    )
    with Server(
        [reply(204), reply(204), reply(202), reply(203, {"detail": "d"}), reply(200, {"name": "n"})]
    ) as server:
        assert run(transport, server.url, maybe) is None
        assert run(transport, server.url, nothing) is None
        assert run(transport, server.url, accepted) is None
        assert run(transport, server.url, accepted) == Problem(detail="d")
    with Server([reply(200, b"ignored")]) as server:
        assert run(transport, server.url, nothing) is None


@pytest.mark.parametrize("transport", OWN)
def test_text_and_bytes(transport: str) -> None:
    text: Operation[str] = Operation("GET", "/", returns=lambda: str, accept="text/plain")
    data: Operation[bytes] = Operation("GET", "/", returns=lambda: bytes)
    with Server(
        [reply(200, b"plain \xc3\xa9", {"Content-Type": "text/plain"}), reply(200, "json")]
    ) as server:
        assert run(transport, server.url, text) == "plain \u00e9"
        assert run(transport, server.url, text) == "json"
        assert server.seen[0].headers["accept"] == "text/plain"
    with Server([reply(200, b"\x00\xff")]) as server:
        assert run(transport, server.url, data) == b"\x00\xff"


@pytest.mark.parametrize("transport", OWN)
def test_errors_pickle(transport: str) -> None:
    key = {"auth": {"a": ApiKey(CANARY, name="api_key", location="query"), "b": Bearer(CANARY)}}
    with Server(
        [reply(404, {"detail": "x"}, {"X-Request-Id": "r", "Set-Cookie": CANARY})]
    ) as server:
        error = failure(transport, server, settings=key, operation=GET)
    data = pickle.dumps(error)
    again = pickle.loads(data)
    assert type(again) is errors.NotFoundError
    assert str(again) == str(error)
    assert (again.status_code, again.request_id, again.body) == (404, "r", Problem(detail="x"))
    assert again.response.json() == {"detail": "x"}
    assert again.response.headers.get_list("x-request-id") == ["r"]
    assert again.request.url.startswith(server.url)
    assert again.args == error.args
    with pytest.raises(errors.ClientError, match="record"):
        again.response.parse()


def test_connection_errors_pickle() -> None:
    request = Request("GET", "http://a/?api_key=k", {"Authorization": CANARY, "A": "b"}, b"body")
    for kind in (errors.APIConnectionError, errors.APITimeoutError, errors.StreamError):
        again = pickle.loads(pickle.dumps(kind("message", request=request)))
        assert type(again) is kind
        assert again.request.headers == {"Authorization": "[redacted]", "A": "b"}
        assert again.request.url == "http://a/?api_key=[redacted]"
        assert again.request.content is None
    assert str(errors.APITimeoutError()) == "Request timed out."
    assert str(errors.APIConnectionError()) == "Connection error."
    assert pickle.loads(pickle.dumps(errors.PaginationError("x"))).args == ("x",)
    assert CANARY.encode() not in pickle.dumps(request)
    response = APIResponse[Any](request, 200, {"Content-Type": "text/plain"}, body=b"b")
    assert pickle.loads(pickle.dumps(response)).text() == "b"


def test_the_tree() -> None:
    for name in errors.__all__:
        kind = getattr(errors, name)
        if isinstance(kind, type):
            assert issubclass(kind, errors.ClientError)
            assert kind.__doc__
