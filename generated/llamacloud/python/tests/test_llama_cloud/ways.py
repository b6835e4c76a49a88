"""The ways of calling a method: a test that takes `api` runs in each of them.

Sync or async; for the result itself, for the raw response, for the streamed one. A test
is written for the sync client and gets a stand-in for it, which calls the same method in
another way, waits for what has to be waited for, and gives back the result.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import pytest

from .server import Server

PLAIN_WAYS = ("sync", "async")
WAYS = (*PLAIN_WAYS, "raw", "async-raw", "streaming", "async-streaming")

_WRAPPERS = {"raw": "with_raw_response", "streaming": "with_streaming_response"}


class Ways:
    """One sync and one async client, which all tests share."""

    def __init__(
        self,
        server: Server,
        client: Callable[[Server], Any],
        async_client: Callable[[Server], Any],
    ) -> None:
        self._server = server
        self._client = client(server)
        self._make_async_client = async_client
        self._async_client: Any = None
        self._loop = asyncio.new_event_loop()

    def get(self, way: str) -> Any:
        """Return the stand-in for the client that calls in a way."""
        kind = way.removeprefix("async").removeprefix("-")
        wrapper = _WRAPPERS.get(kind, "")
        if not way.startswith("async"):
            return Caller(self._server, self._client, wrapper) if kind else self._client
        if self._async_client is None:
            if find_spec("aiohttp") is None and find_spec("httpx") is None:
                pytest.skip("the async client needs aiohttp or httpx")
            self._async_client = self._make_async_client(self._server)
        return Caller(self._server, self._async_client, wrapper, self._loop)

    def close(self) -> None:
        """Close the clients."""
        self._client.close()
        if self._async_client is not None:
            self._loop.run_until_complete(self._async_client.close())
        self._loop.close()


class Caller:
    """The way of one test."""

    def __init__(
        self,
        server: Server,
        client: Any,
        wrapper: str,
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self._server = server
        self._client = client
        self._wrapper = wrapper
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        return Member(self, self._client, name)

    def finish(self, owner: Any, name: str, args: Any, kwargs: Any) -> Any:
        """Call a method and give its result."""
        if self._wrapper:
            owner = getattr(owner, self._wrapper)
        made = getattr(owner, name)(*args, **kwargs)
        if self._loop is not None:
            result = self._loop.run_until_complete(self._wait(made))
            is_iterable = hasattr(result, "__aiter__")
            return Waiting(result, self._loop) if is_iterable else result
        if hasattr(made, "__enter__") and self._wrapper:
            with made as response:
                return self._parse(response)
        return self._parse(made) if self._wrapper else made

    async def _wait(self, made: Any) -> Any:
        if hasattr(made, "__aenter__") and self._wrapper:
            async with made as response:
                return await self._parse(response)
        made = await made
        return await self._parse(made) if self._wrapper else made

    def _parse(self, response: Any) -> Any:
        assert response.status_code == self._server.answered
        return response.parse()


class Member:
    """A resource, or a method of one: a call tells."""

    def __init__(self, caller: Caller, owner: Any, name: str) -> None:
        self._caller = caller
        self._owner = owner
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return Member(self._caller, getattr(self._owner, self._name), name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._caller.finish(self._owner, self._name, args, kwargs)


class Waiting:
    """A page or a stream of the async client, as one of the sync client."""

    def __init__(self, inner: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._inner = inner
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def __iter__(self) -> Any:
        return iter(self._loop.run_until_complete(self._items()))

    async def _items(self) -> list[Any]:
        return [item async for item in self._inner]

    def __enter__(self) -> Waiting:
        return self

    def __exit__(self, *exc: object) -> None:
        self._loop.run_until_complete(self._inner.close())
