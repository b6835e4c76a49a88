"""What the tests share: the server, and clients that talk to it."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest

from llama_cloud import AsyncLlamaCloud as AsyncClient
from llama_cloud import LlamaCloud as Client

from .server import Server
from .ways import PLAIN_WAYS, WAYS, Ways


@pytest.fixture(scope="session")
def session_server() -> Iterator[Server]:
    """One server for all tests, with no proxy before it."""
    server = Server()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        patch.setenv("no_proxy", "127.0.0.1")
        yield server
    server.close()


@pytest.fixture
def server(session_server: Server) -> Server:
    """The server, without answers and requests of other tests."""
    session_server.reset()
    return session_server


def _client(server: Server) -> Client:
    """A client of the server that tries each call once."""
    return Client(base_url=server.url, api_key="my-api-key", max_retries=0)


def _async_client(server: Server) -> AsyncClient:
    """The same, asynchronous."""
    return AsyncClient(base_url=server.url, api_key="my-api-key", max_retries=0)


@pytest.fixture(scope="session")
def ways(session_server: Server) -> Iterator[Ways]:
    """The clients of the tests of resources."""
    ways = Ways(session_server, _client, _async_client)
    yield ways
    ways.close()


@pytest.fixture(params=WAYS)
def api(request: pytest.FixtureRequest, server: Server, ways: Ways) -> Any:
    """The client, in each way of calling it."""
    return ways.get(request.param)


@pytest.fixture(params=PLAIN_WAYS)
def plain_api(request: pytest.FixtureRequest, server: Server, ways: Ways) -> Any:
    """The client, sync and async."""
    return ways.get(request.param)


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    """A client of its own for a test."""
    with _client(server) as client:
        yield client


@pytest.fixture
def async_client(server: Server) -> AsyncClient:
    """The same, asynchronous. The test's own event loop closes it."""
    if find_spec("aiohttp") is None and find_spec("httpx") is None:
        pytest.skip("the async client needs aiohttp or httpx, and neither is installed")
    return _async_client(server)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run `async def` tests without a plugin, each in an event loop of its own."""
    test = pyfuncitem.obj
    if not inspect.iscoroutinefunction(test):
        return None
    names = inspect.signature(test).parameters
    arguments = {name: pyfuncitem.funcargs[name] for name in names}

    async def run() -> None:
        try:
            await test(**arguments)
        finally:
            for value in arguments.values():
                if isinstance(value, AsyncClient):
                    await value.close()

    asyncio.run(run())
    return True
