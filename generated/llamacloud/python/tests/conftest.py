"""What the tests share: the server, and clients that talk to it."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from llama_cloud import AsyncLlamaCloud as AsyncClient
from llama_cloud import LlamaCloud as Client

from .server import Server


@pytest.fixture(scope="session")
def session_server() -> Iterator[Server]:
    """One server for all tests."""
    server = Server()
    yield server
    server.close()


@pytest.fixture
def server(session_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server, without answers and requests of other tests."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    session_server.reset()
    return session_server


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    """A client of the server that tries each call once."""
    client = Client(base_url=server.url, api_key="my-api-key", max_retries=0)
    with client:
        yield client


@pytest.fixture
def async_client(server: Server) -> AsyncClient:
    """The same, asynchronous. The test's own event loop closes it."""
    if find_spec("aiohttp") is None and find_spec("httpx") is None:
        pytest.skip("the async client needs aiohttp or httpx, and neither is installed")
    client = AsyncClient(base_url=server.url, api_key="my-api-key", max_retries=0)
    return client


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
