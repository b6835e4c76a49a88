"""Splitting streams of bytes into lines, and lines into server-sent events."""

from __future__ import annotations

from .errors import StreamError

__all__ = ["MAX_EVENT", "LineSplitter", "SSEParser", "ServerSentEvent"]

MAX_EVENT = 16 << 20
"""Bytes that one line or one event may have."""


class LineSplitter:
    """Cuts bytes into lines that end in CR, LF or CRLF, wherever the pieces end."""

    __slots__ = ("_after_cr", "_limit", "_pieces", "_size")

    def __init__(self, limit: int = MAX_EVENT) -> None:
        self._limit = limit
        self._pieces: list[bytes] = []
        self._size = 0
        self._after_cr = False

    def feed(self, chunk: bytes) -> list[bytes]:
        """Return the lines that are complete now, without their ends.

        Raises StreamError for a line beyond the limit.
        """
        if self._after_cr and chunk:
            self._after_cr = False
            if chunk[0] == 10:
                chunk = chunk[1:]
        if b"\n" not in chunk and b"\r" not in chunk:
            if chunk:
                self._keep(chunk)
            return []
        lines = b"".join((*self._pieces, chunk)).splitlines(True)
        self._pieces.clear()
        self._size = 0
        self._after_cr = lines[-1].endswith(b"\r")
        if not lines[-1].endswith((b"\n", b"\r")):
            self._keep(lines.pop())
        return [line.rstrip(b"\r\n") for line in lines]

    def rest(self) -> bytes:
        """Return the last line, which has no end."""
        rest = b"".join(self._pieces)
        self._pieces.clear()
        return rest

    def _keep(self, piece: bytes) -> None:
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > self._limit:
            raise StreamError(
                f"a line of the stream is longer than {self._limit} bytes"
            )


class ServerSentEvent:
    """One event: its type, its data, the last id seen so far, the wait to reconnect.

    `retry` is in milliseconds; None unless the event sets it.
    """

    __slots__ = ("data", "event", "id", "retry")

    def __init__(
        self, data: str, event: str = "message", id: str = "", retry: int | None = None
    ) -> None:
        self.data = data
        self.event = event
        self.id = id
        self.retry = retry

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ServerSentEvent):
            return NotImplemented
        return all(getattr(self, it) == getattr(other, it) for it in self.__slots__)

    def __hash__(self) -> int:
        return hash((self.data, self.event, self.id, self.retry))

    def __repr__(self) -> str:
        fields = ", ".join(f"{it}={getattr(self, it)!r}" for it in self.__slots__)
        return f"ServerSentEvent({fields})"


class SSEParser:
    """Turns bytes into events (HTML standard, section 9.2.6)."""

    __slots__ = (
        "_bom",
        "_data",
        "_event",
        "_id",
        "_limit",
        "_lines",
        "_retry",
        "_size",
    )

    def __init__(self, limit: int = MAX_EVENT) -> None:
        self._lines = LineSplitter(limit)
        self._limit = limit
        self._bom: bytes | None = (
            b""  # the first bytes, until it is known what they are
        )
        self._data: list[bytes] = []
        self._size = 0
        self._event = ""
        self._id = ""
        self._retry: int | None = None

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """Return the events that are complete now.

        Raises StreamError for an event beyond the limit. What is incomplete at the end
        of the stream is not an event.
        """
        if self._bom is not None:
            chunk = self._bom + chunk
            if len(chunk) < 3 and b"\xef\xbb\xbf".startswith(chunk):
                self._bom = chunk
                return []
            self._bom = None
            chunk = chunk.removeprefix(b"\xef\xbb\xbf")
        events: list[ServerSentEvent] = []
        for line in self._lines.feed(chunk):
            if line:
                self._field(line)
            elif event := self._dispatch():
                events.append(event)
        return events

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._data.append(value)
            self._size += len(value)
            if self._size > self._limit:
                raise StreamError(f"an event is longer than {self._limit} bytes")
        elif name == b"event":
            self._event = value.decode("utf-8", "replace")
        elif name == b"id":
            if b"\0" not in value:
                self._id = value.decode("utf-8", "replace")
        elif name == b"retry" and value.isdigit() and len(value) < 16:
            self._retry = int(value)

    def _dispatch(self) -> ServerSentEvent | None:
        data, event, retry = self._data, self._event, self._retry
        self._data, self._event, self._retry, self._size = [], "", None, 0
        if not data:
            return None
        text = b"\n".join(data).decode("utf-8", "replace")
        return ServerSentEvent(text, event or "message", self._id, retry)
