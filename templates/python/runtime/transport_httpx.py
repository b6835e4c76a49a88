"""The caller's own `httpx.Client` or `httpx.AsyncClient` as a transport.

It is also what the async client uses where aiohttp is not installed. httpx bounds each
wait; the total is looked at between the pieces of a body.
"""

# Not installed everywhere this file is:
# mypy: disable-error-code="import-not-found"
# pyright: reportMissingImports=false

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx

from .loops import PerLoop
from .transport import Deadline, TransportError, async_content, sync_content

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from .request import Request

__all__ = ["AsyncHttpxTransport", "HttpxTransport", "default_transport"]


class HttpxTransport:
    """The caller's `httpx.Client`."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def send(self, request: Request, deadline: Deadline) -> HttpxResponse:
        """Send and wait for the headers. Raises TransportError."""
        content = sync_content(request)
        try:
            raw = self._client.send(
                self._client.build_request(
                    request.method,
                    request.url,
                    headers=request.headers,
                    content=content,
                    timeout=_timeout(deadline),
                ),
                stream=True,
                follow_redirects=False,
            )
        except (httpx.HTTPError, OSError) as error:
            raise _translate(error, deadline) from error
        return HttpxResponse(raw, deadline)

    def close(self) -> None:
        """Nothing: the client is the caller's."""


class HttpxResponse:
    """An answer of `httpx.Client`."""

    __slots__ = ("_deadline", "_raw", "headers", "status")

    def __init__(self, raw: httpx.Response, deadline: Deadline) -> None:
        self._raw = raw
        self._deadline = deadline
        self.status: int = raw.status_code
        self.headers = raw.headers

    def read(self, limit: int | None = None) -> bytes:
        """The whole body, or at most `limit` bytes of it. Raises TransportError."""
        pieces: list[bytes] = []
        size = 0
        try:
            for piece in self.iter_bytes():
                pieces.append(piece)
                size += len(piece)
                if limit is not None and size >= limit:
                    break
        finally:
            self._raw.close()
        return b"".join(pieces)[:limit]

    def iter_bytes(self, size: int | None = None) -> Iterator[bytes]:
        """The body in pieces of `size`, or as they arrive. Raises TransportError."""
        try:
            for piece in self._raw.iter_bytes(size):
                self._deadline.left()
                yield piece
        except (httpx.HTTPError, OSError) as error:
            raise _translate(error, self._deadline) from error

    def close(self) -> None:
        """Give up what has not been read."""
        self._raw.close()


class AsyncHttpxTransport:
    """The caller's `httpx.AsyncClient`, or one of our own for each event loop."""

    def __init__(self, client: httpx.AsyncClient | None = None) -> None:
        self._own = client
        self._clients = PerLoop(_new_client, httpx.AsyncClient.aclose, _drop)

    async def send(self, request: Request, deadline: Deadline) -> AsyncHttpxResponse:
        """Send and wait for the headers. Raises TransportError."""
        client = self._own or self._clients.get()
        content = async_content(request)
        sending = client.send(
            client.build_request(
                request.method,
                request.url,
                headers=request.headers,
                content=content,
                timeout=_timeout(deadline),
            ),
            stream=True,
            follow_redirects=False,
        )
        try:
            raw = await asyncio.wait_for(sending, deadline.left())
        except (httpx.HTTPError, OSError, asyncio.TimeoutError) as error:
            raise _translate(error, deadline) from error
        return AsyncHttpxResponse(raw, deadline)

    async def close(self) -> None:
        """Close the connections."""
        await self._clients.close()


class AsyncHttpxResponse:
    """An answer of `httpx.AsyncClient`."""

    __slots__ = ("_deadline", "_raw", "headers", "status")

    def __init__(self, raw: httpx.Response, deadline: Deadline) -> None:
        self._raw = raw
        self._deadline = deadline
        self.status: int = raw.status_code
        self.headers = raw.headers

    async def read(self, limit: int | None = None) -> bytes:
        """The whole body, or at most `limit` bytes of it. Raises TransportError."""
        pieces: list[bytes] = []
        size = 0
        try:
            async for piece in self.iter_bytes():
                pieces.append(piece)
                size += len(piece)
                if limit is not None and size >= limit:
                    break
        finally:
            await self._raw.aclose()
        return b"".join(pieces)[:limit]

    async def iter_bytes(self, size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces of `size`, or as they arrive. Raises TransportError."""
        pieces = self._raw.aiter_bytes(size)
        try:
            while True:
                try:
                    yield await asyncio.wait_for(
                        pieces.__anext__(), self._deadline.left()
                    )
                except StopAsyncIteration:
                    return
        except (httpx.HTTPError, OSError, asyncio.TimeoutError) as error:
            raise _translate(error, self._deadline) from error

    async def close(self) -> None:
        """Give up what has not been read."""
        await self._raw.aclose()


def default_transport() -> AsyncHttpxTransport:
    """httpx for the async client where aiohttp is not installed."""
    return AsyncHttpxTransport()


def _new_client() -> httpx.AsyncClient:
    from http.cookiejar import DefaultCookiePolicy

    client = httpx.AsyncClient(
        follow_redirects=False,
        limits=httpx.Limits(max_connections=1000, max_keepalive_connections=100),
    )
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return client


def _drop(client: httpx.AsyncClient) -> None:
    """Nothing: httpx lets a client go without a word."""


def _timeout(deadline: Deadline) -> httpx.Timeout:
    wait = deadline.for_read()
    return httpx.Timeout(
        connect=deadline.for_connect(), read=wait, write=wait, pool=deadline.left()
    )


def _translate(error: BaseException, deadline: Deadline) -> TransportError:
    """Our error for one of httpx's or the system's."""
    message = str(error) or type(error).__name__
    if isinstance(error, (httpx.ConnectTimeout, httpx.PoolTimeout)):
        return TransportError(
            message or "no connection in time", sent=False, timeout=True
        )
    if isinstance(error, (httpx.TimeoutException, asyncio.TimeoutError)):
        try:
            deadline.left()
        except TransportError as over:
            return over
        return TransportError("no bytes came in time", sent=True, timeout=True)
    if isinstance(error, httpx.ConnectError):
        return TransportError(message, sent=False)
    return TransportError(message, sent=True)
