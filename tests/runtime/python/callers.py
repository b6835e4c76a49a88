"""One way to make a call with each client and transport, so that a test is written once."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import urllib3
from clientsmith_runtime.client import AsyncClient, SyncClient
from clientsmith_runtime.operation import Operation, PagedOperation
from clientsmith_runtime.resource import (
    AsyncResource,
    SyncResource,
    async_raw,
    async_streamed,
    raw,
    streamed,
)

OWN = ("urllib3", "aiohttp")
"""The transports of our own."""

ALL = ("urllib3", "PoolManager", "httpx.Client", "aiohttp", "ClientSession", "httpx.AsyncClient")
"""Those, and a caller's clients."""

SYNC = ALL[:3]


class Thing(SyncResource):
    """A resource as a generated package has it."""

    def get(self, operation: Any, **arguments: Any) -> Any:
        return self._request(operation, **arguments)


class AsyncThing(AsyncResource):
    """Its async twin."""

    async def get(self, operation: Any, **arguments: Any) -> Any:
        return await self._request(operation, **arguments)


def run(
    transport: str,
    url: str,
    operation: Operation[Any] | PagedOperation[Any, Any],
    *,
    settings: dict[str, Any] | None = None,
    mode: str = "plain",
    calls: int = 1,
    **arguments: Any,
) -> Any:
    """Make the call (`calls` times) and give back the last result.

    Mode "raw" gives the answer; "streamed" the list of pieces of its body.
    """
    settings = {"base_url": url, **(settings or {})}
    if transport in SYNC:
        return _run_sync(transport, settings, operation, mode, calls, arguments)
    return asyncio.run(_run_async(transport, settings, operation, mode, calls, arguments))


def _run_sync(
    transport: str,
    settings: dict[str, Any],
    operation: Any,
    mode: str,
    calls: int,
    arguments: dict[str, Any],
) -> Any:
    own: Any = None
    if transport == "PoolManager":
        own = urllib3.PoolManager()
    elif transport == "httpx.Client":
        own = httpx.Client()
    try:
        with SyncClient(http_client=own, **settings) as client:
            thing = Thing(client)
            result: Any = None
            for _ in range(calls):
                if mode == "raw":
                    result = raw(thing.get)(operation, **arguments)
                elif mode == "streamed":
                    with streamed(thing.get)(operation, **arguments) as response:
                        result = list(response.iter_bytes())
                else:
                    result = thing.get(operation, **arguments)
            return result
    finally:
        if isinstance(own, httpx.Client):
            own.close()
        elif own is not None:
            own.clear()


async def _run_async(
    transport: str,
    settings: dict[str, Any],
    operation: Any,
    mode: str,
    calls: int,
    arguments: dict[str, Any],
) -> Any:
    own: Any = None
    if transport == "ClientSession":
        import aiohttp

        own = aiohttp.ClientSession()
    elif transport == "httpx.AsyncClient":
        own = httpx.AsyncClient()
    try:
        async with AsyncClient(http_client=own, **settings) as client:
            thing = AsyncThing(client)
            result: Any = None
            for _ in range(calls):
                if mode == "raw":
                    result = await async_raw(thing.get)(operation, **arguments)
                elif mode == "streamed":
                    async with async_streamed(thing.get)(operation, **arguments) as response:
                        result = [piece async for piece in response.iter_bytes()]
                else:
                    result = await thing.get(operation, **arguments)
            return result
    finally:
        if isinstance(own, httpx.AsyncClient):
            await own.aclose()
        elif own is not None:
            await own.close()
