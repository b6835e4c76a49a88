"""The async transport: aiohttp."""

# Not installed everywhere this file is:
# mypy: disable-error-code="import-not-found"
# pyright: reportMissingImports=false
# pyright: reportPrivateUsage=false

from __future__ import annotations

import asyncio
import contextlib
import io
from typing import TYPE_CHECKING, Any

import aiohttp
from yarl import URL

from .loops import PerLoop
from .proxy import proxy_for
from .transport import Deadline, TransportError, async_content
from .url import origin

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from .request import Request

__all__ = ["AiohttpTransport"]

_CONNECTIONS = 1000
_CHUNK = 65536
_LARGE = 1024 * 1024
_EXACT = float("inf")


class AiohttpTransport:
    """Sessions of our own, one for each event loop, or the caller's session."""

    def __init__(self, session: aiohttp.ClientSession | None = None) -> None:
        self._own = session
        self._sessions = PerLoop(_new_session, aiohttp.ClientSession.close, _drop)
        self._proxies: dict[str, str | None] = {}

    async def send(self, request: Request, deadline: Deadline) -> AiohttpResponse:
        """Send and wait for the headers. Raises TransportError."""
        session = self._own
        proxy = None
        if session is None:
            session = self._sessions.get()
            proxy = self._proxy(request.url)
        left = deadline.left()
        timeout = aiohttp.ClientTimeout(
            total=None if deadline.streaming else left,
            sock_connect=deadline.for_connect(),
            sock_read=(
                (deadline.read or left) if deadline.streaming else deadline.read
            ),
            ceil_threshold=_EXACT,
        )
        content: Any = async_content(request)
        if isinstance(content, bytes) and len(content) > _LARGE:
            content = io.BytesIO(content)  # else aiohttp warns of blocking the loop
        try:
            answer = session.request(
                request.method,
                URL(request.url, encoded=True),
                headers=request.headers,
                data=content,
                allow_redirects=False,
                timeout=timeout,
                proxy=proxy,
                raise_for_status=False,
            )
            if deadline.streaming and left is not None:
                raw = await asyncio.wait_for(_plain(answer), left)
            else:
                raw = await answer
        except (aiohttp.ClientError, OSError, asyncio.TimeoutError) as error:
            raise _translate(error, deadline) from error
        return AiohttpResponse(raw, deadline)

    async def close(self) -> None:
        """Close the connections."""
        await self._sessions.close()

    def _proxy(self, url: str) -> str | None:
        prefix = url[: url.find("/", 8)] if "/" in url[8:] else url.partition("?")[0]
        if prefix not in self._proxies:
            self._proxies[prefix] = proxy_for(origin(prefix))
        return self._proxies[prefix]


async def _plain(answer: Any) -> aiohttp.ClientResponse:
    response: aiohttp.ClientResponse = await answer
    return response


def _new_session() -> aiohttp.ClientSession:
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=_CONNECTIONS),
        cookie_jar=aiohttp.DummyCookieJar(),
        skip_auto_headers=("Content-Type", "User-Agent", "Accept", "Accept-Encoding"),
    )
    if hasattr(session, "_retry_connection"):
        session._retry_connection = False  # what is sent again is for us to say
    return session


def _drop(session: aiohttp.ClientSession) -> None:
    """Give up a session whose loop is closed, or is not the running one."""
    connector = session.connector
    if connector is None:
        return
    loop = connector._loop
    session.detach()  # so that aiohttp does not complain of a session left open
    if loop.is_closed():
        _close(connector)
    else:
        loop.call_soon_threadsafe(_close, connector)


def _close(connector: aiohttp.BaseConnector) -> None:
    """Close without waiting for the connections to be closed: nobody can wait here."""
    with contextlib.suppress(RuntimeError):  # "Event loop is closed"
        connector.__exit__(None, None, None)


class AiohttpResponse:
    """An answer of aiohttp."""

    __slots__ = ("_deadline", "_raw", "headers", "status")

    def __init__(self, raw: aiohttp.ClientResponse, deadline: Deadline) -> None:
        self._raw = raw
        self._deadline = deadline
        self.status: int = raw.status
        self.headers = raw.headers

    async def read(self, limit: int | None = None) -> bytes:
        """The whole body, or at most `limit` bytes of it. Raises TransportError."""
        try:
            if limit is None:
                return await self._raw.read()
            pieces: list[bytes] = []
            size = 0
            while size < limit:
                piece = await self._raw.content.read(min(_CHUNK, limit - size))
                if not piece:
                    self._raw.release()
                    break
                pieces.append(piece)
                size += len(piece)
            else:
                self._raw.close()
            return b"".join(pieces)
        except (aiohttp.ClientError, OSError, asyncio.TimeoutError) as error:
            self._raw.close()
            raise _translate(error, self._deadline) from error
        except BaseException:
            self._raw.close()
            raise

    async def iter_bytes(self, size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces of `size`, or as they arrive. Raises TransportError."""
        content = self._raw.content
        try:
            while True:
                self._deadline.left()
                if size is None:
                    piece = await content.readany()
                else:
                    piece = await _exactly(content, size)
                if not piece:
                    return
                yield piece
        except (aiohttp.ClientError, OSError, asyncio.TimeoutError) as error:
            raise _translate(error, self._deadline) from error

    async def close(self) -> None:
        """Give up what has not been read."""
        if self._raw.content.at_eof():
            self._raw.release()
        else:
            self._raw.close()


async def _exactly(content: aiohttp.StreamReader, size: int) -> bytes:
    try:
        return await content.readexactly(size)
    except asyncio.IncompleteReadError as error:
        return error.partial


def _translate(error: BaseException, deadline: Deadline) -> TransportError:
    """Our error for one of aiohttp's or the system's."""
    message = str(error) or type(error).__name__
    if isinstance(error, asyncio.TimeoutError):
        if isinstance(error, aiohttp.ConnectionTimeoutError):
            return TransportError(message, sent=False, timeout=True)
        try:
            deadline.left()
        except TransportError as over:
            return over
        return TransportError("no bytes came in time", sent=True, timeout=True)
    if isinstance(error, aiohttp.ClientConnectorError):
        return TransportError(message, sent=False)
    return TransportError(message, sent=True)
