"""What goes over the wire, and what is refused before anything does."""

from __future__ import annotations

import pickle
import re
import warnings
from typing import Any

import pytest
from callers import ALL, OWN, run
from clientsmith_runtime import url as urls
from clientsmith_runtime.auth import Bearer
from clientsmith_runtime.client import AsyncClient, SyncClient
from clientsmith_runtime.errors import ArgumentError, ClientError
from clientsmith_runtime.operation import Operation
from clientsmith_runtime.request import set_header
from clientsmith_runtime.sentinel import omit
from loopback import Server, reply

GET: Operation[Any] = Operation("GET", "/a", returns=lambda: dict)
POST: Operation[Any] = Operation("POST", "/a", returns=lambda: dict, body="json")
OK = reply(200, {"ok": True})


@pytest.mark.parametrize("transport", OWN)
def test_the_whole_request(transport: str) -> None:
    class Sync(SyncClient):
        _package, _version = "acme", "1.2.3"

    with Server([OK]) as server:
        run(transport, server.url + "/v1/", POST, body={"a": [1]})
    seen = server.seen[0]
    assert (seen.method, seen.target, seen.body) == ("POST", "/v1/a", b'{"a":[1]}')
    assert seen.headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": "clientsmith/0",
        "accept": "application/json",
        "accept-encoding": "gzip, deflate",
        "content-type": "application/json",
        "content-length": "9",
    }
    with Server([OK]) as server, Sync(base_url=server.url) as client:
        client._request(GET)
    assert server.seen[0].headers["user-agent"] == "acme/1.2.3"


@pytest.mark.parametrize("transport", ALL)
def test_parameters_everywhere(transport: str) -> None:
    operation: Operation[Any] = Operation("GET", "/a/{id}/b{n}", returns=lambda: dict)
    settings = {
        "default_headers": {"X-One": "1", "X-Two": "2", "User-Agent": "mine"},
        "default_query": {"d": "1", "e": "2"},
    }
    with Server([OK]) as server:
        run(
            transport,
            server.url,
            operation,
            settings=settings,
            path={"id": "a/b ?#%\u00e9", "n": 7},
            query={"q": ["x", "y z"], "none": None, "gone": omit, "e": True, "d": omit},
            headers={"X-Num": 5, "X-Gone": omit},
            cookies={"session": "s", "gone": omit},
            extra_headers={"x-two": omit, "X-Three": "3"},
            extra_query={"extra": "&"},
        )
    seen = server.seen[0]
    assert seen.target == ("/a/a%2Fb%20%3F%23%25%C3%A9/b7?d=1&e=true&q=x&q=y%20z&none=&extra=%26")
    expected = {
        "x-one": "1",
        "x-num": "5",
        "x-three": "3",
        "user-agent": "mine",
        "cookie": "session=s",
    }
    assert {name: seen.headers.get(name) for name in expected} == expected
    assert not {"x-two", "x-gone"} & set(seen.headers)


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("/a/{x}", {"x": ""}),
        ("/a/{x}", {"x": ".."}),
        ("/a/{x}", {}),
        ("/a/{x}{y}", {"x": ".", "y": "."}),
        ("/a/{x}.", {"x": "."}),
    ],
)
def test_path_parameters_that_would_lead_elsewhere(
    transport: str, template: str, values: dict[str, str]
) -> None:
    operation: Operation[Any] = Operation("GET", template, returns=lambda: dict)
    with Server([OK]) as server, pytest.raises(ArgumentError):
        run(transport, server.url, operation, path=values)
    assert server.seen == []


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-A", "b\r\nX-Evil: 1"),
        ("X-A", "b\nc"),
        ("X-A", "b\rc"),
        ("X-A", "b\0c"),
        ("X-A", "b\x7f"),
        ("X-A\r\nX-Evil", "1"),
        ("X-A:", "1"),
        ("X A", "1"),
        ("", "1"),
        ("X-\u00e9", "1"),
        ("X-A", "\u20ac"),
    ],
)
def test_headers_that_are_refused(transport: str, name: str, value: str) -> None:
    with Server([OK]) as server:
        with pytest.raises(ArgumentError):
            run(transport, server.url, GET, extra_headers={name: value})
        with pytest.raises(ArgumentError):
            run(transport, server.url, GET, headers={name: value})
        with pytest.raises(ArgumentError):
            run(transport, server.url, GET, settings={"default_headers": {name: value}})
        if name == "X-A" and value != "\u20ac":
            with pytest.raises(ArgumentError):
                run(transport, server.url, POST, idempotency_key=value)
    assert server.seen == []


def test_headers_that_are_not() -> None:
    headers: dict[str, str] = {"x-a": "0"}
    for value in ("a\tb", "caf\u00e9", "", 5):
        set_header(headers, "X-A", value)
    assert headers == {"X-A": "5"}


@pytest.mark.parametrize("client", [SyncClient, AsyncClient])
@pytest.mark.parametrize(
    "url",
    [
        "http://user:p4ss@host",
        "http://user@host/",
        "ftp://user:p4ss@host",
        "host",
        "",
        "http://",
        "http://host:port",
        "http://ho st",
        "http://host/?q=1",
        "http://host/#f",
        "http://host\\@evil",
        "http://host\n",
        "http://[::1",
        "file:///etc",
    ],
)
def test_base_urls_that_are_refused(client: Any, url: str) -> None:
    if url == "http://host\n":
        assert client(base_url=url).base_url == "http://host"
        return
    with pytest.raises(ArgumentError) as caught:
        client(base_url=url)
    assert "p4ss" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "kept", "origin"),
    [
        ("https://Host/v1/", "https://Host/v1", ("https", "host", 443)),
        ("HTTP://h:8080", "HTTP://h:8080", ("http", "h", 8080)),
        ("http://[::1]:81/a/b//", "http://[::1]:81/a/b", ("http", "[::1]", 81)),
        ("http://[::1]", "http://[::1]", ("http", "[::1]", 80)),
    ],
)
def test_base_urls(url: str, kept: str, origin: Any) -> None:
    assert urls.check_base_url(url) == kept
    assert urls.origin(url) == origin


def test_credentials_in_clear_are_warned_of_once() -> None:
    auth = {"b": Bearer("x")}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        SyncClient(base_url="http://clear-1.example")
        SyncClient(base_url="https://clear-1.example", auth=auth)
        for host in ("localhost", "127.0.0.1", "[::1]", "127.8.8.8", "a.localhost"):
            SyncClient(base_url=f"http://{host}", auth=auth)
    with pytest.warns(RuntimeWarning, match=r"clear-1\.example without encryption"):
        SyncClient(base_url="http://clear-1.example", auth=auth)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        SyncClient(base_url="http://clear-1.example/v2", auth=auth)
    assert not urls.is_loopback("127.evil.example")


def test_server_variables() -> None:
    variables: Any = {"region": ("eu", ("eu", "us")), "base": ("v1/api", None)}
    template = "https://{region}.example/{base}"
    assert urls.expand_server(template, variables, {}) == "https://eu.example/v1/api"
    assert (
        urls.expand_server(template, variables, {"region": "us", "base": "a/b@c"})
        == "https://us.example/a%2Fb%40c"
    )
    with pytest.raises(ArgumentError, match="region must be one of 'eu', 'us'"):
        urls.expand_server(template, variables, {"region": "evil.com/"})


@pytest.mark.parametrize("transport", OWN)
def test_a_server_of_the_operation(transport: str) -> None:
    class Client(SyncClient):
        _default_server = "http://default.invalid/"

    with Server([OK]) as server:
        operation: Operation[Any] = Operation(
            "GET", "/a", returns=lambda: dict, server=f"{server.url}/own"
        )
        with Client(base_url="http://default.invalid") as client:
            client._request(operation)
        with Client(base_url=f"{server.url}/given") as client:
            client._request(operation)
    assert [one.target for one in server.seen] == ["/own/a", "/given/a"]


@pytest.mark.parametrize("transport", ALL)
def test_bodies_given_as_pieces(transport: str) -> None:
    operation: Operation[Any] = Operation(
        "PUT", "/a", returns=lambda: dict, body="binary:application/octet-stream"
    )
    large = b"x" * 2_000_000
    with Server([OK]) as server:
        run(transport, server.url, operation, body=(piece for piece in (b"one", b"two")))
        run(transport, server.url, operation, body=large)
    assert server.seen[0].body == b"onetwo"
    assert server.seen[0].headers["transfer-encoding"] == "chunked"
    assert server.seen[1].body == large
    assert server.seen[1].headers["content-length"] == str(len(large))


def test_an_async_body() -> None:
    operation: Operation[Any] = Operation(
        "PUT", "/a", returns=lambda: dict, body="binary:application/octet-stream"
    )

    async def pieces() -> Any:
        yield b"one"
        yield b"two"

    with Server([OK]) as server:
        run("aiohttp", server.url, operation, body=pieces())
        run("httpx.AsyncClient", server.url, operation, body=pieces())
        with pytest.raises(TypeError):
            run("urllib3", server.url, operation, body=pieces())
    assert [one.body for one in server.seen] == [b"onetwo"] * 2


@pytest.mark.parametrize("transport", ALL)
def test_compressed_answers(transport: str) -> None:
    import gzip

    body = gzip.compress(b'{"ok":1}')
    with Server([reply(200, body, {"Content-Encoding": "gzip"})]) as server:
        assert run(transport, server.url, GET) == {"ok": 1}


@pytest.mark.parametrize("transport", OWN)
def test_cookies_of_answers_are_not_kept(transport: str) -> None:
    with Server([reply(200, {}, {"Set-Cookie": "sid=1; Path=/"})]) as server:
        run(transport, server.url, GET, calls=2)
    assert "cookie" not in server.seen[1].headers


@pytest.mark.parametrize("transport", OWN)
def test_the_proxy_of_the_environment(transport: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server([OK]) as proxy:
        monkeypatch.setenv("http_proxy", f"http://user:pw@127.0.0.1:{proxy.port}")
        assert run(transport, "http://api.invalid/v1", GET) == {"ok": True}
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        with Server([OK]) as server:
            run(transport, server.url, GET)
            assert server.seen
    assert proxy.seen[0].target == "http://api.invalid/v1/a"
    assert re.match("Basic dXNlcjpwdw==$", proxy.seen[0].headers["proxy-authorization"])


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize("body", [{"name": "\ud800"}, ["\udfff"]])
def test_text_that_no_body_can_hold(transport: str, body: Any) -> None:
    with Server([OK]) as server, pytest.raises(ArgumentError, match="the body"):
        run(transport, server.url, POST, body=body)
    assert server.seen == []


def test_what_a_caller_has_wrong_is_an_error_of_the_client_and_a_value_error() -> None:
    with pytest.raises(ClientError) as caught:
        SyncClient(base_url="ftp://api.example")
    assert isinstance(caught.value, ValueError)
    assert isinstance(pickle.loads(pickle.dumps(caught.value)), ArgumentError)
