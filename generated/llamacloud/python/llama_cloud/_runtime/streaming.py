"""Answers that arrive bit by bit: server-sent events and JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast

from .decode import DecodeError, decode_json, decoder
from .errors import StreamError
from .sse import LineSplitter, ServerSentEvent, SSEParser

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
    from types import TracebackType

    from typing_extensions import Self

    from .mismatch import OnMismatch
    from .response import APIResponse, AsyncAPIResponse

    DecodeEvent = Callable[[bytes, OnMismatch | None], Any]
    Format = Literal["sse", "jsonl"]

__all__ = ["AsyncStream", "ServerSentEvent", "Stream", "event_decoder"]

T = TypeVar("T")


def event_decoder(type_: Any) -> DecodeEvent:
    """Return the decoder of the events of a stream of `type_`.

    `str` is the data as it is, and `ServerSentEvent` the whole event.
    """
    if type_ is ServerSentEvent:
        return _whole_event
    return _plain_text if type_ is str else decoder(type_)


def _whole_event(data: bytes, on_mismatch: OnMismatch | None) -> ServerSentEvent:
    return ServerSentEvent(data.decode())


def _plain_text(data: bytes, on_mismatch: OnMismatch | None) -> str:
    return data.decode()


class _Items:
    """Turns the bytes of a stream into items; no input or output of its own."""

    def __init__(
        self,
        decode: DecodeEvent,
        on_mismatch: OnMismatch | None,
        format: Format,
        terminator: str | None,
    ) -> None:
        self._decode = decode
        self._on_mismatch = on_mismatch
        self._terminator = terminator
        self._sse = SSEParser() if format == "sse" else None
        self._lines = LineSplitter()
        self.ended = False

    def feed(self, chunk: bytes) -> Iterator[Any]:
        """Yield the items that are complete now, up to the terminator."""
        events = self._lines.feed(chunk) if self._sse is None else self._sse.feed(chunk)
        for event in events:
            yield from self._item(event)
            if self.ended:
                return

    def finish(self) -> Iterator[Any]:
        """Yield the item of a last line that has no end."""
        rest = self._lines.rest()
        if rest and not self.ended:
            yield from self._item(rest)

    def _item(self, event: ServerSentEvent | bytes) -> Iterator[Any]:
        if isinstance(event, bytes):
            # RFC 7464 begins each text with a record separator.
            data = event.strip(b"\x1e \t")
            if not data:
                return
        else:
            data = event.data.encode()
        if self._terminator is not None and data.strip() == self._terminator.encode():
            self.ended = True
            return
        if not isinstance(event, bytes):
            if self._decode is _whole_event:
                yield event
                return
            if event.event == "error":
                raise StreamError(f"the server reports: {event.data}", body=_body(data))
        try:
            item = self._decode(data, self._on_mismatch)
        except DecodeError as error:
            text = data[:200].decode("utf-8", "replace")
            message = f"an item of the stream is not JSON ({error}): {text}"
            raise StreamError(message, body=_body(data)) from error
        yield item


def _body(data: bytes) -> object:
    try:
        return cast("object", decode_json(data, Any))
    except DecodeError:
        return data.decode("utf-8", "replace")


class Stream(Generic[T]):
    """The items of an answer, as they arrive.

    Iterate it, best within `with`. The connection is given back when the items end,
    when a `for` loop over it is left, and by `close()`.
    """

    def __init__(
        self,
        response: APIResponse[Any],
        decode: DecodeEvent,
        on_mismatch: OnMismatch | None = None,
        *,
        format: Format = "sse",
        terminator: str | None = None,
    ) -> None:
        self.response = response
        self._items = _Items(decode, on_mismatch, format, terminator)
        self._iterator = self._iterate()
        self._closed = False

    def _iterate(self) -> Iterator[T]:
        try:
            for chunk in self.response.iter_bytes():
                yield from self._items.feed(chunk)
                if self._items.ended:
                    return
            yield from self._items.finish()
        except StreamError as error:
            _add_request(error, self.response)
            raise
        finally:
            self.close()

    def __iter__(self) -> Iterator[T]:
        try:
            yield from self._iterator
        finally:
            self.close()

    def __next__(self) -> T:
        return next(self._iterator)

    def close(self) -> None:
        """Give the connection back; what has not arrived yet is lost."""
        if not self._closed:
            self._closed = True
            self.response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncStream(Generic[T]):
    """The items of an answer, as they arrive.

    Iterate it, best within `async with`. The connection is given back when the items
    end, when an `async for` loop over it is left, and by `close()`.
    """

    def __init__(
        self,
        response: AsyncAPIResponse[Any],
        decode: DecodeEvent,
        on_mismatch: OnMismatch | None = None,
        *,
        format: Format = "sse",
        terminator: str | None = None,
    ) -> None:
        self.response = response
        self._items = _Items(decode, on_mismatch, format, terminator)
        self._iterator = self._iterate()
        self._closed = False

    async def _iterate(self) -> AsyncGenerator[T, None]:
        try:
            async for chunk in self.response.iter_bytes():
                for item in self._items.feed(chunk):
                    yield item
                if self._items.ended:
                    return
            for item in self._items.finish():
                yield item
        except StreamError as error:
            _add_request(error, self.response)
            raise
        finally:
            await self.close()

    async def __aiter__(self) -> AsyncIterator[T]:
        try:
            async for item in self._iterator:
                yield item
        finally:
            await self._iterator.aclose()
            await self.close()

    async def __anext__(self) -> T:
        return await self._iterator.__anext__()

    async def close(self) -> None:
        """Give the connection back; what has not arrived yet is lost."""
        if not self._closed:
            self._closed = True
            await self.response.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


def _add_request(error: StreamError, response: Any) -> None:
    if error.request is None and response.request is not None:
        error.request = response.request.redacted()
