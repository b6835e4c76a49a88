"""Clients over their life: sharing, closing, threads, forks, event loops, laziness, logs."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import pickle
import subprocess
import sys
import textwrap
import threading
import warnings
from pathlib import Path
from typing import Any

import pytest
from callers import ALL, OWN, SYNC, run
from clientsmith_runtime.auth import ApiKey, Bearer
from clientsmith_runtime.client import AsyncClient, SyncClient
from clientsmith_runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    ArgumentError,
    ClientError,
)
from clientsmith_runtime.mismatch import MismatchLog
from clientsmith_runtime.operation import Operation
from clientsmith_runtime.options import RequestOptions, Timeout
from clientsmith_runtime.sentinel import NOT_GIVEN, NotGiven, Omit, not_given, omit
from loopback import Server, reply

HERE = Path(__file__).parent
GET: Operation[Any] = Operation("GET", "/a", returns=lambda: dict)
OK = reply(200, {"ok": True})


def copy_of(client: Any, **changes: Any) -> Any:
    return type(client)(auth=client._auth, **client._copy_options(**changes))


# --- one transport for a client and its copies ------------------------------------------------


def test_copies_share_connections_and_count_them() -> None:
    with Server([OK]) as server:
        client = SyncClient(base_url=server.url)
        client._request(GET)
        for _ in range(50):
            with copy_of(client, timeout=3) as copy:
                copy._request(GET)
        client._request(GET)
        assert server.connections == 1
        other = copy_of(client)
        client.close()
        client.close()
        other._request(GET)
        assert server.connections == 1
        transport = other._shared.get()
        other.close()
        assert transport._managers == {}
        for closed in (client, other):
            assert closed.is_closed
            with pytest.raises(ClientError, match="closed"):
                closed._request(GET)


def test_async_copies_share_connections() -> None:
    async def main() -> None:
        client = AsyncClient(base_url=server.url)
        await client._request(GET)
        for _ in range(20):
            async with copy_of(client) as copy:
                await copy._request(GET)
        assert server.connections == 1
        other = copy_of(client)
        await client.close()
        await client.close()
        await other._request(GET)
        assert server.connections == 1
        await other.close()
        with pytest.raises(ClientError, match="closed"):
            await other._request(GET)

    with Server([OK]) as server:
        asyncio.run(main())


def test_a_copy_keeps_and_changes_settings() -> None:
    log = MismatchLog(None)
    first = SyncClient(
        base_url="http://localhost/a/",
        timeout=3,
        max_retries=7,
        default_headers={"A": "1", "B": "2"},
        default_query={"q": 1},
        on_mismatch=log,
    )
    same = copy_of(first)
    assert (same.base_url, same.timeout, same.max_retries) == (
        "http://localhost/a",
        Timeout(3.0),
        7,
    )
    assert same.default_query == {"q": 1}
    assert same.default_headers["A"] == "1"
    assert same._on_mismatch is log
    other = copy_of(
        first,
        base_url="http://localhost/b",
        timeout=None,
        max_retries=0,
        default_headers={"B": omit, "C": "3"},
        default_query={"r": 2},
    )
    assert (other.base_url, other.timeout.total, other.max_retries) == (
        "http://localhost/b",
        None,
        0,
    )
    assert other.default_query == {"q": 1, "r": 2}
    assert {"A", "C"} <= set(other.default_headers)
    assert "B" not in other.default_headers
    with pytest.raises(ArgumentError, match="negative"):
        SyncClient(base_url="http://localhost", max_retries=-1)


@pytest.mark.parametrize("transport", ["PoolManager", "httpx.Client"])
def test_a_client_of_the_caller_is_not_closed(transport: str) -> None:
    import httpx
    import urllib3

    own: Any = urllib3.PoolManager() if transport == "PoolManager" else httpx.Client()
    with Server([OK]) as server:
        for _ in range(3):
            with SyncClient(base_url=server.url, http_client=own) as client:
                client._request(GET)
        assert server.connections == 1
    own.clear() if transport == "PoolManager" else own.close()


@pytest.mark.parametrize("wrong", [object(), 5, "x"])
@pytest.mark.parametrize("kind", [SyncClient, AsyncClient])
def test_other_http_clients_are_refused(kind: Any, wrong: Any) -> None:
    client = kind(base_url="http://localhost", http_client=wrong)
    with pytest.raises(TypeError, match="http_client must be"):
        result = client._request(GET)
        asyncio.run(result)


def test_an_http_client_of_the_other_kind_is_refused() -> None:
    import httpx

    with pytest.raises(TypeError, match="http_client must be"):
        SyncClient(base_url="http://localhost", http_client=httpx.AsyncClient())._request(GET)
    client = AsyncClient(base_url="http://localhost", http_client=httpx.Client())
    with pytest.raises(TypeError, match="http_client must be"):
        asyncio.run(client._request(GET))


def test_a_transport_of_the_caller() -> None:
    """The protocol is small: these are whole transports."""

    class Answer:
        status = 200
        headers: Any = {"Content-Type": "application/json"}  # noqa: RUF012

        def read(self, limit: int | None = None) -> bytes:
            return b'{"n": 1}'

        def iter_bytes(self, size: int | None = None) -> Any:
            yield b'{"n": 1}'

        def close(self) -> None: ...

    class AsyncAnswer(Answer):
        async def read(self, limit: int | None = None) -> bytes:  # type: ignore[override]
            return b'{"n": 1}'

    class Own:
        def send(self, request: Any, deadline: Any) -> Any:
            assert request.url == "http://localhost/a"
            return Answer()

    class AsyncOwn:
        async def send(self, request: Any, deadline: Any) -> Any:
            return AsyncAnswer()

    with SyncClient(base_url="http://localhost", http_client=Own()) as client:
        assert client._request(GET) == {"n": 1}

    async def main() -> None:
        async with AsyncClient(base_url="http://localhost", http_client=AsyncOwn()) as client:
            assert await client._request(GET) == {"n": 1}

    asyncio.run(main())


# --- threads, processes, loops ----------------------------------------------------------------


def test_many_threads_use_one_client() -> None:
    def answer(seen: Any) -> Any:
        return reply(200, {"target": seen.target})

    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for at in range(20):
                operation = shared if at % 2 else Operation[Any]("GET", "/x", returns=lambda: dict)
                result = client._request(operation, query={"n": number, "at": at})
                assert result["target"].endswith(f"?n={number}&at={at}")
                with copy_of(client) as copy:
                    copy._request(shared)
        except BaseException as error:
            failures.append(error)

    shared: Operation[Any] = Operation("GET", "/a", returns=lambda: dict)
    with Server([answer]) as server, SyncClient(base_url=server.url) as client:
        threads = [threading.Thread(target=work, args=(n,)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert server.connections <= 16


def test_a_fork_makes_connections_of_its_own() -> None:
    with Server([OK]) as server, SyncClient(base_url=server.url) as client:
        client._request(GET)
        assert server.connections == 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # 3.12 warns of a fork beside threads
            child = os.fork()
        if child == 0:
            try:
                client._request(GET)
                client._request(GET)
                client.close()
                os._exit(0)
            except BaseException:
                os._exit(1)
        assert os.waitpid(child, 0)[1] == 0
        client._request(GET)
        assert server.connections == 2
        assert [one.connection for one in server.seen] == [1, 2, 2, 1]


def test_each_loop_gets_connections_of_its_own() -> None:
    with Server([OK]) as server:
        client = AsyncClient(base_url=server.url)
        for _ in range(3):
            assert asyncio.run(_twice(client)) == {"ok": True}
        assert server.connections == 3

        async def close() -> None:
            await client.close()

        asyncio.run(close())


async def _twice(client: AsyncClient) -> Any:
    await client._request(GET)
    return await client._request(GET)


def test_loops_of_several_threads_at_once() -> None:
    results: list[Any] = []
    with Server([OK]) as server:
        client = AsyncClient(base_url=server.url)
        threads = [
            threading.Thread(target=lambda: results.append(asyncio.run(_twice(client))))
            for _ in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results == [{"ok": True}] * 6


def test_loops_that_just_stop() -> None:
    """Nobody closes what belongs to them; the next loop lets go of it, without a word."""
    with Server([OK]) as server:
        done = python(f"""
            import asyncio
            from clientsmith_runtime.client import AsyncClient
            from clientsmith_runtime.operation import Operation
            GET = Operation("GET", "/a", returns=lambda: dict)
            client = AsyncClient(base_url={server.url!r})
            for closed in (True, True, False):
                loop = asyncio.new_event_loop()
                loop.run_until_complete(client._request(GET))
                if closed:
                    loop.close()
            items = client._shared.get()._sessions._items
            assert list(items) == [loop]
            (session, _), *_ = items.values()
            asyncio.run(client.close())
            assert not items
            assert session.closed
            loop.run_until_complete(asyncio.sleep(0))
            loop.close()
            """)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert server.connections == 3


def test_a_call_is_sent_once_for_each_attempt() -> None:
    """aiohttp would send it once more by itself."""
    once: Operation[Any] = Operation("GET", "/a", returns=lambda: dict, idempotent=False)
    for transport in OWN:
        with Server([["close"], OK]) as server:
            with pytest.raises(APIConnectionError):
                run(transport, server.url, once)
            assert len(server.seen) == 1


def test_a_cancelled_call_leaves_the_client_whole() -> None:
    slow = [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx", 5.0]

    async def main() -> None:
        async with AsyncClient(base_url=server.url) as client:
            tasks = [asyncio.ensure_future(client._request(GET)) for _ in range(5)]
            while len(server.seen) < 5:
                await asyncio.sleep(0.02)
            for task in tasks:
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
            assert all(isinstance(one, asyncio.CancelledError) for one in results)
            assert await client._request(GET) == {"ok": True}
            session = client._shared.get()._sessions.get()
            assert len(session.connector._acquired) == 0

    with Server([slow, slow, slow, slow, slow, OK]) as server:
        asyncio.run(main())


def python(program: str, *flags: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a program with the runtime importable."""
    head = f"import sys; sys.path.insert(0, {str(HERE)!r}); import conftest\n"
    return subprocess.run(
        [sys.executable, *flags, "-c", head + textwrap.dedent(program)],
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "http",
    [
        "None",
        "__import__('clientsmith_runtime.transport_httpx', fromlist=['x']).default_transport()",
    ],
)
def test_a_client_that_is_never_closed_says_nothing(http: str) -> None:
    with Server([OK]) as server:
        done = python(f"""
            import asyncio
            from clientsmith_runtime.client import AsyncClient, SyncClient
            from clientsmith_runtime.operation import Operation
            GET = Operation("GET", "/a", returns=lambda: dict)
            client = SyncClient(base_url={server.url!r})
            client._request(GET)
            kept = AsyncClient(base_url={server.url!r}, http_client={http})
            async def main():
                await AsyncClient(base_url={server.url!r}, http_client={http})._request(GET)
                await kept._request(GET)
            asyncio.run(main())
            asyncio.run(main())
            """)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_aiohttp_httpx_is_used_and_without_both_the_extra_is_named() -> None:
    program = """
        import sys, asyncio
        sys.modules["aiohttp"] = None
        {block}
        from clientsmith_runtime.client import AsyncClient
        from clientsmith_runtime.operation import Operation
        async def main():
            async with AsyncClient(base_url={url!r}) as client:
                print(await client._request(Operation("GET", "/a", returns=lambda: dict)))
                print(type(client._shared.get()).__name__)
        asyncio.run(main())
        """
    with Server([reply(200, {"ok": True}, {"Set-Cookie": "a=b"})]) as server:
        done = python(program.format(url=server.url, block=""))
        assert done.stdout == "{'ok': True}\nAsyncHttpxTransport\n", done.stderr
        done = python(program.format(url=server.url, block='sys.modules["httpx"] = None'))
        assert "aiohttp (or httpx)" in done.stderr
        assert "extra [async]" in done.stderr
        assert "ClientError" in done.stderr


HEAVY = [
    "msgspec",
    "ssl",
    "http.client",
    "urllib3",
    "asyncio",
    "logging",
    "email",
    "inspect",
    "datetime",
    "threading",
    "socket",
    "json",
    "httpx",
    "aiohttp",
]


def test_importing_and_making_a_client_loads_nothing_heavy() -> None:
    done = python(f"""
        from clientsmith_runtime import client, resource, operation
        from clientsmith_runtime.auth import Bearer
        before = set(sys.modules)
        one = client.SyncClient(base_url="https://a.example", auth={{"b": Bearer("k")}})
        two = client.AsyncClient(base_url="https://a.example", auth={{"b": Bearer("k")}})
        resource.SyncResource(one), resource.AsyncResource(two), repr(one)
        print([name for name in {HEAVY!r} if name in sys.modules])
        """)
    assert done.stdout == "[]\n", done.stderr


def test_a_sync_call_loads_neither_asyncio_nor_tls() -> None:
    """urllib3 itself imports ssl; no context is made for http."""
    with Server([OK]) as server:
        done = python(f"""
            from clientsmith_runtime.client import SyncClient
            from clientsmith_runtime.operation import Operation
            with SyncClient(base_url={server.url!r}) as client:
                client._request(Operation("GET", "/a", returns=lambda: dict))
                kw = [m.connection_pool_kw for m in client._shared.get()._managers.values()]
            print([name for name in ("asyncio", "aiohttp", "httpx") if name in sys.modules])
            print(["ssl_context" in one for one in kw])
            """)
    assert done.stdout == "[]\n[False]\n", done.stderr


# --- secrets ----------------------------------------------------------------------------------

AUTH = {
    "b": Bearer("canary-1"),
    "h": ApiKey("canary-2", name="X-Odd"),
    "q": ApiKey("canary-3", name="odd", location="query"),
    "c": ApiKey("canary-4", name="sid", location="cookie"),
}
ALL_OF_THEM: Operation[Any] = Operation(
    "GET", "/a", returns=lambda: dict, security=(("b", "h", "q", "c"),)
)


@pytest.mark.parametrize("transport", ALL)
def test_debug_logs_show_no_secret(transport: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = reply(200, {"x": "canary-body"}, {"Set-Cookie": "canary-6", "X-Fine": "shown"})
    caplog.set_level("DEBUG", "clientsmith_runtime")
    with Server([reply(503, {}, {"Retry-After": "0"}), answer]) as server:
        run(
            transport,
            server.url,
            ALL_OF_THEM,
            settings={"auth": AUTH},
            query={"token": "canary-5", "plain": "visible"},
            extra_headers={"X-Auth-Thing": "canary-7", "X-Plain": "seen"},
        )
    assert b"canary-5" in server.seen[0].raw
    mine = [record for record in caplog.records if record.name == "clientsmith_runtime"]
    text = "\n".join(record.getMessage() for record in mine)
    assert "canary" not in text
    assert "[redacted]" in text
    for shown in ("plain=visible", "seen", "shown", "answer 503", "answer 200", "retry 1"):
        assert shown in text


def test_reprs_show_no_secret() -> None:
    client = SyncClient(
        base_url="http://localhost/v1", auth=AUTH, default_headers={"X-Key": "canary-8"}
    )
    assert repr(client) == "SyncClient(base_url='http://localhost/v1')"
    assert "canary" not in repr(list(AUTH.values()))
    with Server([OK]) as server:
        response = run("urllib3", server.url, ALL_OF_THEM, settings={"auth": AUTH}, mode="raw")
    assert "canary" not in repr(response)
    assert "canary" not in repr(response.http_request)
    assert b"canary" not in pickle.dumps(response)
    assert response.http_request.headers["Authorization"] == "Bearer canary-1"


def test_the_variable_sets_the_level() -> None:
    program = """
        import logging
        from clientsmith_runtime.client import SyncClient
        class Client(SyncClient):
            _log_variable = "ACME_LOG"
        Client(base_url="http://localhost"); Client(base_url="http://localhost")
        log = logging.getLogger("clientsmith_runtime")
        print(log.level, len(log.handlers))
        log.debug("hello")
        """
    done = python(program, ACME_LOG="debug")
    assert done.stdout == "10 1\n"
    assert "clientsmith_runtime DEBUG] hello" in done.stderr
    assert python(program, ACME_LOG="info").stdout == "20 1\n"
    assert python(program, ACME_LOG="nonsense").stdout == "0 0\n"
    assert python(program).stdout == "0 0\n"


def test_the_logger_is_that_of_the_package_around() -> None:
    done = python("""
        import types
        outer = types.ModuleType("acme"); outer.__path__ = []
        sys.modules["acme"] = outer
        conftest.install_runtime("acme._runtime")
        from acme._runtime import log
        print(log.NAME, log.logger().name)
        """)
    assert done.stdout == "acme acme\n", done.stderr


# --- small things -----------------------------------------------------------------------------


def test_omit() -> None:
    import copy

    assert not omit
    assert repr(omit) == "omit"
    assert Omit() is omit is NOT_GIVEN is not_given
    assert NotGiven is Omit
    assert pickle.loads(pickle.dumps(omit)) is copy.copy(omit) is copy.deepcopy(omit) is omit


def test_options_can_be_replaced() -> None:
    options = RequestOptions(path={"a": 1}, timeout=3)
    other = options.replace(query={"b": 2})
    assert (other.path, other.timeout, other.query, options.query) == ({"a": 1}, 3, {"b": 2}, None)


@pytest.mark.parametrize("transport", SYNC)
def test_more_origins_than_pools(transport: str) -> None:
    """urllib3's manager forgets the oldest of its pools."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        servers = [stack.enter_context(Server([OK])) for _ in range(20)]
        with SyncClient(base_url=servers[0].url) as client:
            for server in servers * 2:
                operation: Operation[Any] = Operation("GET", server.url, returns=lambda: dict)
                assert client._request(operation) == {"ok": True}


def test_nothing_is_left_behind() -> None:
    with Server([OK]) as server:
        for _ in range(3):
            for transport in OWN:
                run(transport, server.url, GET)
        gc.collect()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            for transport in OWN:
                run(transport, server.url, GET)
            gc.collect()
    assert [str(one.message) for one in caught if issubclass(one.category, ResourceWarning)] == []
    assert logging.getLogger("asyncio").handlers == []


@pytest.mark.parametrize("transport", OWN)
def test_an_unreachable_server_has_one_clear_error(transport: str) -> None:
    with pytest.raises(APIConnectionError) as caught:
        run(transport, "http://127.0.0.1:9", GET, max_retries=0)
    assert not isinstance(caught.value, APITimeoutError)
    assert "object at" not in str(caught.value) and "_Deadline" not in str(caught.value)
