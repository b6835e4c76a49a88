"""Credentials on the wire, and the OAuth 2.0 client credentials grant."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any
from urllib.parse import parse_qs

import pytest
from callers import OWN, run
from clientsmith_runtime.auth import ApiKey, Auth, Bearer, OAuth2ClientCredentials
from clientsmith_runtime.client import AsyncClient, SyncClient
from clientsmith_runtime.errors import (
    APIStatusError,
    ArgumentError,
    AuthenticationError,
    ClientError,
)
from clientsmith_runtime.operation import Operation
from loopback import Seen, Server, reply

GET: Operation[Any] = Operation("GET", "/a", returns=lambda: dict)
OK = reply(200, {"ok": True})


def secured(*alternatives: tuple[str, ...]) -> Operation[Any]:
    return Operation("GET", "/a", returns=lambda: dict, security=alternatives)


@pytest.mark.parametrize("transport", OWN)
def test_alternatives(transport: str) -> None:
    auth: dict[str, Auth] = {
        "b": Bearer("B"),
        "k": ApiKey("K", name="X-Key"),
        "c": ApiKey("a b", name="c", location="cookie"),
    }
    with Server([OK]) as server:
        for operation in (
            GET,
            secured(),
            secured((), ("b",)),
            secured(("missing",), ("k", "missing"), ("k", "c")),
            secured(("missing",)),
        ):
            run(transport, server.url, operation, settings={"auth": auth}, cookies={"x": "1"})
        headers = [one.headers for one in server.seen]
    assert headers[0]["authorization"] == "Bearer B"
    assert "x-key" not in headers[0]
    assert "authorization" not in headers[1]
    assert headers[2]["authorization"] == "Bearer B"
    assert (headers[3]["x-key"], headers[3]["cookie"]) == ("K", "c=a%20b; x=1")
    assert not {"authorization", "x-key"} & set(headers[4])


@pytest.mark.parametrize("transport", OWN)
def test_the_default_of_the_document(transport: str) -> None:
    class Client(SyncClient):
        _security = (("k",),)

    with (
        Server([OK]) as server,
        Client(
            base_url=server.url, auth={"b": Bearer("B"), "k": ApiKey("K", name="X-Key")}
        ) as client,
    ):
        client._request(GET)
    assert "authorization" not in server.seen[0].headers
    assert server.seen[0].headers["x-key"] == "K"


@pytest.mark.parametrize("transport", OWN)
def test_a_header_of_the_caller_goes_before(transport: str) -> None:
    with Server([OK]) as server:
        for extra in ({"authorization": "Own"}, {"AUTHORIZATION": Ellipsis}):
            from clientsmith_runtime.sentinel import omit

            values = {name: omit if value is ... else value for name, value in extra.items()}
            run(
                transport,
                server.url,
                GET,
                settings={"auth": {"b": Bearer("B")}},
                extra_headers=values,
            )
    assert server.seen[0].headers["authorization"] == "Own"
    assert "authorization" not in server.seen[1].headers


@pytest.mark.parametrize("transport", OWN)
def test_a_provider_is_asked_before_each_attempt_and_once_more_after_401(transport: str) -> None:
    tokens = iter("abcdef")
    auth = {"auth": {"b": Bearer(lambda: next(tokens))}}
    with Server([reply(401), OK, reply(401)]) as server:
        assert run(transport, server.url, GET, settings=auth) == {"ok": True}
        with pytest.raises(AuthenticationError):
            run(transport, server.url, GET, settings=auth)
    assert [one.headers["authorization"][-1] for one in server.seen] == list("abcd")


def test_an_async_provider() -> None:
    async def token() -> str:
        await asyncio.sleep(0)
        return "t"

    with Server([OK]) as server:
        run("aiohttp", server.url, GET, settings={"auth": {"b": Bearer(token)}})
        assert server.seen[0].headers["authorization"] == "Bearer t"
        with pytest.raises(TypeError, match="must return a str"):
            run("urllib3", server.url, GET, settings={"auth": {"b": Bearer(token)}})


@pytest.mark.parametrize("transport", OWN)
def test_a_fixed_token_is_not_tried_twice(transport: str) -> None:
    with Server([reply(401), OK]) as server, pytest.raises(AuthenticationError):
        run(transport, server.url, GET, settings={"auth": {"b": Bearer("x")}})
    assert len(server.seen) == 1


@pytest.mark.parametrize("transport", OWN)
def test_a_dynamic_key_in_query_and_cookie(transport: str) -> None:
    keys = iter(["1&2", "two", "three", "four"])
    auth = {
        "auth": {
            "q": ApiKey(lambda: next(keys), name="key", location="query"),
            "c": ApiKey(lambda: next(keys), name="key", location="cookie"),
        }
    }
    with Server([reply(401), OK]) as server:
        run(transport, server.url, secured(("q", "c")), settings=auth, query={"a": 1})
    assert [one.target for one in server.seen] == ["/a?a=1&key=1%262", "/a?a=1&key=three"]
    assert [one.headers["cookie"] for one in server.seen] == ["key=two", "key=four"]


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize("secret", ["a\r\nX: y", "a\nb", "a\0b"])
def test_a_secret_cannot_smuggle_in_a_header(transport: str, secret: str) -> None:
    with Server([OK]) as server, pytest.raises(ArgumentError, match="control"):
        run(transport, server.url, GET, settings={"auth": {"b": Bearer(secret)}})
    assert server.seen == []


# --- OAuth 2.0 ----------------------------------------------------------------------------


class Issuer:
    """A token endpoint and an API behind it."""

    def __init__(self, lifetime: float | None = 3600, delay: float = 0.0) -> None:
        self.issued = 0
        self.lifetime = lifetime
        self.delay = delay
        self.revoked: set[str] = set()
        self.requests: list[Seen] = []

    def __call__(self, seen: Seen) -> Any:
        if seen.target.startswith("/token"):
            self.requests.append(seen)
            if self.delay:
                yield self.delay
            self.issued += 1
            answer: dict[str, Any] = {"access_token": f"t{self.issued}", "token_type": "bearer"}
            if self.lifetime is not None:
                answer["expires_in"] = self.lifetime
            yield from reply(200, answer)
            return
        token = seen.headers.get("authorization", "").removeprefix("Bearer ")
        if not token or token in self.revoked:
            yield from reply(401)
        else:
            yield from reply(200, {"token": token})


def grant(server: Server, **settings: Any) -> OAuth2ClientCredentials:
    return OAuth2ClientCredentials(
        "id:x", "s e", token_url=f"{server.url}/token", scopes=("a", "b"), **settings
    )


@pytest.mark.parametrize("transport", OWN)
def test_the_token_is_fetched_once_and_used(transport: str) -> None:
    issuer = Issuer()
    with Server([issuer]) as server:
        auth = {"o": grant(server)}
        settings = {"auth": auth, "default_headers": {"X-Tenant": "private"}}
        assert run(transport, server.url, GET, settings=settings, calls=3) == {"token": "t1"}
    assert issuer.issued == 1
    request = issuer.requests[0]
    assert parse_qs(request.body.decode()) == {
        "grant_type": ["client_credentials"],
        "scope": ["a b"],
    }
    assert request.headers["authorization"] == "Basic aWQlM0F4OnMrZQ=="
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert "x-tenant" not in request.headers
    assert "s e" not in repr(auth)


@pytest.mark.parametrize("transport", OWN)
def test_credentials_in_the_body_and_further_parameters(transport: str) -> None:
    issuer = Issuer(lifetime=None)
    with Server([issuer]) as server:
        auth = grant(server, client_authentication="post", parameters={"audience": "api"})
        run(transport, server.url, GET, settings={"auth": {"o": auth}}, calls=2)
    assert issuer.issued == 1
    assert parse_qs(issuer.requests[0].body.decode()) == {
        "grant_type": ["client_credentials"],
        "scope": ["a b"],
        "client_id": ["id:x"],
        "client_secret": ["s e"],
        "audience": ["api"],
    }
    assert "authorization" not in issuer.requests[0].headers


@pytest.mark.parametrize("transport", OWN)
def test_a_refused_token_is_renewed_once(transport: str) -> None:
    issuer = Issuer()
    issuer.revoked = {"t1"}
    with Server([issuer]) as server:
        settings = {"auth": {"o": grant(server)}}
        assert run(transport, server.url, GET, settings=settings) == {"token": "t2"}
        issuer.revoked = {"t3", "t4", "t5"}
        with pytest.raises(AuthenticationError):
            run(transport, server.url, GET, settings={"auth": {"o": grant(server)}})
    assert issuer.issued == 4


@pytest.mark.parametrize("transport", OWN)
def test_a_token_is_renewed_before_it_ends(transport: str) -> None:
    issuer = Issuer(lifetime=0)
    with Server([issuer]) as server:
        run(transport, server.url, GET, settings={"auth": {"o": grant(server)}}, calls=3)
    assert issuer.issued == 3


def test_single_flight_of_threads() -> None:
    issuer = Issuer(delay=0.2)
    with (
        Server([issuer]) as server,
        SyncClient(base_url=server.url, auth={"o": grant(server)}) as client,
    ):
        copies = [
            client,
            *(SyncClient(auth=client._auth, **client._copy_options()) for _ in "ab"),
        ]
        results: list[Any] = []
        threads = [
            threading.Thread(target=lambda c=c: results.append(c._request(GET)))  # type: ignore[misc]
            for c in copies * 8
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for copy in copies:
            copy.close()
    assert results == [{"token": "t1"}] * 24
    assert issuer.issued == 1


def test_single_flight_of_tasks_survives_a_cancelled_call() -> None:
    issuer = Issuer(delay=0.3)

    async def main() -> list[Any]:
        async with AsyncClient(base_url=server.url, auth={"o": grant(server)}) as client:
            first = asyncio.create_task(client._request(GET))
            await asyncio.sleep(0.1)
            others = [asyncio.create_task(client._request(GET)) for _ in range(20)]
            await asyncio.sleep(0.05)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            return await asyncio.gather(*others)

    with Server([issuer]) as server:
        assert asyncio.run(main()) == [{"token": "t1"}] * 20
    assert issuer.issued == 1


@pytest.mark.parametrize("transport", OWN)
def test_the_token_endpoint_does_not_lead_elsewhere(transport: str) -> None:
    with (
        Server([Issuer()]) as other,
        Server([reply(307, b"", {"Location": f"{other.url}/token"})]) as server,
        pytest.raises(APIStatusError) as caught,
    ):
        run(transport, server.url, GET, settings={"auth": {"o": grant(server)}})
    assert caught.value.status_code == 307
    assert other.seen == []


@pytest.mark.parametrize("transport", OWN)
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply(401, {"error": "invalid_client"}), AuthenticationError),
        (reply(200, {"error": "x"}), ClientError),
        (reply(200, ["x"]), ClientError),
        (reply(200, b"<html>", {"Content-Type": "text/html"}), ClientError),
    ],
)
def test_a_token_endpoint_that_gives_none(transport: str, answer: Any, kind: type) -> None:
    with Server([answer]) as server, pytest.raises(kind) as caught:
        run(transport, server.url, GET, settings={"auth": {"o": grant(server)}})
    assert "s e" not in str(caught.value) + repr(vars(caught.value))


@pytest.mark.parametrize("transport", OWN)
def test_the_token_endpoint_is_tried_again(transport: str, monkeypatch: Any) -> None:
    from clientsmith_runtime import retry

    monkeypatch.setattr(retry, "FIRST_DELAY", 0.01)
    issuer = Issuer()
    with Server([reply(503), ["reset"], issuer]) as server:
        assert run(transport, server.url, GET, settings={"auth": {"o": grant(server)}}) == {
            "token": "t1"
        }


@pytest.mark.parametrize("transport", OWN)
def test_the_deadline_covers_the_token(transport: str) -> None:
    with Server([Issuer(delay=5)]) as server:
        start = time.monotonic()
        with pytest.raises(ClientError):
            run(transport, server.url, GET, settings={"auth": {"o": grant(server)}}, timeout=0.3)
        assert time.monotonic() - start < 1
