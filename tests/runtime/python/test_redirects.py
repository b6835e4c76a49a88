"""Redirects are ours: followed within limits, never with credentials to another origin."""

from __future__ import annotations

from typing import Any

import pytest
from callers import ALL, OWN, run
from clientsmith_runtime.auth import ApiKey, Basic, Bearer
from clientsmith_runtime.errors import APIConnectionError, APIStatusError, ArgumentError
from clientsmith_runtime.operation import Operation
from loopback import Server, reply

GET: Operation[Any] = Operation("GET", "/a", returns=lambda: dict)
OK = reply(200, {"ok": True})
SECRETS = {
    "auth": {
        "bearer": Bearer("canary-1"),
        "header": ApiKey("canary-2", name="X-Custom"),
        "query": ApiKey("canary-3", name="q-custom", location="query"),
        "cookie": ApiKey("canary-4", name="sid", location="cookie"),
    }
}
EACH = Operation[Any](
    "GET",
    "/a",
    returns=lambda: dict,
    security=(("bearer", "header", "query", "cookie"),),
)


def to(location: str, status: int = 302) -> Any:
    return reply(status, b"", {"Location": location})


@pytest.mark.parametrize("transport", ALL)
def test_same_origin_keeps_the_credentials(transport: str) -> None:
    with Server([to("/b?x=1"), OK]) as server:
        assert run(transport, server.url, EACH, settings=SECRETS) == {"ok": True}
    first, second = server.seen
    assert first.target == "/a?q-custom=canary-3"
    assert second.target == "/b?x=1&q-custom=canary-3"
    for name in ("authorization", "x-custom", "cookie"):
        assert first.headers[name] == second.headers[name]
        assert "canary" in second.headers[name]


@pytest.mark.parametrize("transport", ALL)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_another_origin_gets_none(transport: str, status: int) -> None:
    """Another port is another origin."""
    own = {"X-Api-Key": "canary-5", "X-Session": "canary-6", "Plain": "kept"}
    with Server([OK]) as other, Server([to(f"{other.url}/b?x=1", status)]) as server:
        result = run(transport, server.url, EACH, settings=SECRETS, extra_headers=own)
    assert result == {"ok": True}
    assert b"canary" not in other.seen[0].raw
    assert other.seen[0].target == "/b?x=1"
    assert other.seen[0].headers["plain"] == "kept"


@pytest.mark.parametrize("transport", OWN)
def test_another_name_of_the_host_gets_none(transport: str) -> None:
    with Server([lambda seen: to(f"http://localhost:{server.port}/b"), OK]) as server:
        run(transport, server.url, EACH, settings=SECRETS)
    assert b"canary" in server.seen[0].raw
    assert b"canary" not in server.seen[1].raw


@pytest.mark.parametrize("transport", OWN)
def test_credentials_do_not_come_back(transport: str) -> None:
    """A -> B -> A: who has been elsewhere is no longer ours to sign."""
    tokens = iter(["canary-a", "canary-b", "canary-c"])
    auth = {"auth": {"b": Bearer(lambda: next(tokens))}}
    with (
        Server([lambda seen: to(f"{server.url}/end")]) as other,
        Server([to(f"{other.url}/b"), OK]) as server,
    ):
        run(transport, server.url, GET, settings=auth)
    assert b"canary" not in other.seen[0].raw
    assert b"canary" not in server.seen[1].raw


@pytest.mark.parametrize("transport", OWN)
def test_a_dynamic_credential_is_applied_again_on_the_same_origin(transport: str) -> None:
    with Server([to("/b"), OK]) as server:
        run(transport, server.url, GET, settings={"auth": {"b": Bearer(lambda: "canary")}})
    assert server.seen[1].headers["authorization"] == "Bearer canary"


@pytest.mark.parametrize("transport", ALL)
def test_at_most_five(transport: str) -> None:
    with Server([to("/1"), to("/2"), to("/3"), to("/4"), to("/5"), OK]) as server:
        assert run(transport, server.url, GET) == {"ok": True}
    with Server([to("/again")]) as server, pytest.raises(APIConnectionError, match="5 redirects"):
        run(transport, server.url, GET)
    assert len(server.seen) == 6


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_post_is_not_turned_into_a_get(transport: str, status: int) -> None:
    post: Operation[Any] = Operation("POST", "/a", returns=lambda: dict, body="json")
    with Server([to("/b", status), OK]) as server, pytest.raises(APIStatusError) as caught:
        run(transport, server.url, post, body={})
    assert caught.value.status_code == status
    assert caught.value.response.headers["location"] == "/b"
    assert len(server.seen) == 1


@pytest.mark.parametrize("transport", ALL)
@pytest.mark.parametrize("status", [307, 308])
def test_a_body_is_sent_again(transport: str, status: int) -> None:
    post: Operation[Any] = Operation("POST", "/a", returns=lambda: dict, body="json")
    with Server([to("/b", status), OK]) as server:
        run(transport, server.url, post, body={"a": 1})
    assert [(one.method, one.target, one.body) for one in server.seen] == [
        ("POST", "/a", b'{"a":1}'),
        ("POST", "/b", b'{"a":1}'),
    ]


@pytest.mark.parametrize("transport", OWN)
def test_a_body_that_cannot_be_sent_again_is_not(transport: str) -> None:
    post: Operation[Any] = Operation("POST", "/a", returns=lambda: dict, body="binary:x/y")
    with Server([to("/b", 307), OK]) as server, pytest.raises(APIStatusError):
        run(transport, server.url, post, body=iter([b"x"]))
    assert len(server.seen) == 1


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize(
    "location", ["ftp://a/b", "file:///etc/passwd", "javascript:alert(1)", "http://a:b/"]
)
def test_other_schemes_are_not_followed(transport: str, location: str) -> None:
    with Server([to(location), OK]) as server, pytest.raises(APIStatusError) as caught:
        run(transport, server.url, GET)
    assert caught.value.status_code == 302
    assert len(server.seen) == 1


@pytest.mark.parametrize("transport", OWN)
def test_a_location_is_made_a_valid_url(transport: str) -> None:
    with Server([to("/b c/\u00e9?q=a b#frag"), OK]) as server:
        run(transport, server.url, GET)
    assert server.seen[1].target.startswith("/b%20c/")
    assert server.seen[1].target.endswith("?q=a%20b")


def test_basic() -> None:
    with Server([to("/b"), OK]) as server:
        run("urllib3", server.url, GET, settings={"auth": {"b": Basic("user", "p:w")}})
    assert server.seen[1].headers["authorization"] == "Basic dXNlcjpwOnc="
    with pytest.raises(ArgumentError, match="colon"):
        Basic("a:b", "c")
