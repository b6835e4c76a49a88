"""What the client needs of an HTTP library: the small protocols a transport fulfils."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping
    from typing import TypeAlias

    import urllib3

    from .options import Timeout
    from .request import Request

    class HttpxClient(Protocol):
        """An `httpx.Client`, for type checkers where httpx is not installed."""

        def build_request(self, *args: Any, **kwargs: Any) -> Any:
            """See httpx."""

        def close(self) -> None:
            """See httpx."""

    class AsyncHttpxClient(Protocol):
        """An `httpx.AsyncClient`, for type checkers where httpx is not installed."""

        def build_request(self, *args: Any, **kwargs: Any) -> Any:
            """See httpx."""

        async def aclose(self) -> None:
            """See httpx."""

    class AiohttpSession(Protocol):
        """An `aiohttp.ClientSession`, where aiohttp is not installed."""

        @property
        def cookie_jar(self) -> Any:
            """See aiohttp."""

        def request(self, *args: Any, **kwargs: Any) -> Any:
            """See aiohttp."""

    SyncHTTPClient: TypeAlias = "urllib3.PoolManager | HttpxClient | Transport"
    """What the `http_client` of a sync client may be."""

    AsyncHTTPClient: TypeAlias = "AiohttpSession | AsyncHttpxClient | AsyncTransport"
    """What the `http_client` of an async client may be."""

__all__ = [
    "AsyncTransport",
    "AsyncTransportResponse",
    "Deadline",
    "Transport",
    "TransportError",
    "TransportResponse",
    "async_content",
    "sync_content",
]


class TransportError(Exception):
    """No complete answer came.

    `sent`: whether the server may have seen the request, so that a call which is not
    idempotent must not be repeated. `timeout`: whether time ran out.
    """

    sent: bool
    timeout: bool

    def __init__(self, message: str, *, sent: bool, timeout: bool = False) -> None:
        super().__init__(message)
        self.sent = sent
        self.timeout = timeout


class Deadline:
    """The time that is left to one call, over all its attempts."""

    __slots__ = ("at", "connect", "read", "streaming", "total")

    at: float | None
    """When the call must be over, in seconds of `time.monotonic`."""
    connect: float | None
    read: float | None
    total: float | None

    def __init__(self, timeout: Timeout) -> None:
        self.total = total = timeout.total
        self.at = None if total is None else monotonic() + total
        self.connect = timeout.connect
        self.read = timeout.read
        self.streaming = False
        """Whether `relax` will follow the headers."""

    def left(self) -> float | None:
        """Seconds left; None is without limit. Raises TransportError when none is."""
        if self.at is None:
            return None
        left = self.at - monotonic()
        if left <= 0:
            raise TransportError(
                f"the call took more than {self.total:g} s", sent=True, timeout=True
            )
        return left

    def for_connect(self) -> float | None:
        """Seconds that connecting may take from now on."""
        return _least(self.connect, self.left())

    def for_read(self) -> float | None:
        """Seconds that the next wait for bytes may take from now on."""
        return _least(self.read, self.left())

    def relax(self) -> None:
        """The caller reads the body at his own pace: bound each wait, not the sum."""
        if self.read is None:
            self.read = self.total
        self.at = None


def sync_content(request: Request) -> Any:
    """The body for one attempt: bytes, an iterator, or None.

    Raises TypeError for one that can only be read asynchronously.
    """
    content = request.content
    if not callable(content):
        return content
    pieces = content()
    if hasattr(pieces, "__aiter__"):
        raise TypeError("an asynchronous body needs the async client")
    return pieces


def async_content(request: Request) -> Any:
    """The body for one attempt: bytes, an asynchronous iterator, or None."""
    content = request.content
    if not callable(content):
        return content
    pieces = content()
    return pieces if hasattr(pieces, "__aiter__") else _async_pieces(pieces)


async def _async_pieces(pieces: Any) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


def _least(one: float | None, other: float | None) -> float | None:
    if one is None:
        return other
    if other is None:
        return one
    return min(one, other)


class TransportResponse(Protocol):
    """An answer whose headers are there and whose body is still to be read.

    Its methods raise TransportError.
    """

    @property
    def status(self) -> int:
        """The status code."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers; looking one up does not mind its case."""
        ...

    def read(self, limit: int | None = None) -> bytes:
        """The whole body, decompressed, and the connection given back.

        With a limit, at most so many bytes; what is left is thrown away.
        """
        ...

    def iter_bytes(self, size: int | None = None) -> Iterator[bytes]:
        """The body, decompressed, in pieces of `size`, or as they arrive."""
        ...

    def close(self) -> None:
        """Give up what has not been read. May be called twice."""
        ...


class Transport(Protocol):
    """Sends requests: no redirects, no retries, no cookies of its own.

    Used by many threads at once.
    """

    def send(self, request: Request, deadline: Deadline) -> TransportResponse:
        """Send and wait for the headers. Raises TransportError."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...


class AsyncTransportResponse(Protocol):
    """The asynchronous `TransportResponse`."""

    @property
    def status(self) -> int:
        """The status code."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers; looking one up does not mind its case."""
        ...

    async def read(self, limit: int | None = None) -> bytes:
        """The whole body, decompressed, and the connection given back.

        With a limit, at most so many bytes; what is left is thrown away.
        """
        ...

    def iter_bytes(self, size: int | None = None) -> AsyncIterator[bytes]:
        """The body, decompressed, in pieces of `size`, or as they arrive."""
        ...

    async def close(self) -> None:
        """Give up what has not been read. May be called twice."""
        ...


class AsyncTransport(Protocol):
    """The asynchronous `Transport`."""

    async def send(
        self, request: Request, deadline: Deadline
    ) -> AsyncTransportResponse:
        """Send and wait for the headers. Raises TransportError."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...
