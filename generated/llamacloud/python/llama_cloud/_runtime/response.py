"""Answers as raw and streaming calls give them."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .errors import ClientError
from .response_base import (
    UNSET,
    BaseResponse,
    Headers,
    connection_error,
    cut_lines,
    pieces,
)
from .transport import TransportError

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Iterator

    from .client_async import AsyncClient
    from .client_base import BaseClient
    from .client_sync import SyncClient
    from .transport import AsyncTransportResponse, TransportResponse

__all__ = [
    "APIResponse",
    "AsyncAPIResponse",
    "AsyncBinaryAPIResponse",
    "AsyncTypedAPIResponse",
    "BinaryAPIResponse",
    "Headers",
    "TypedAPIResponse",
]

R = TypeVar("R")
H = TypeVar("H")


class APIResponse(BaseResponse[R]):
    """An answer: status, headers, body, and what the body means.

    In a streaming call the body is not read before it is asked for, and the `with`
    statement closes the answer.
    """

    _raw: TransportResponse | None
    _client: SyncClient | None

    def parse(self, *, to: Any = None) -> R:
        """What the plain call would return; with `to`, the body decoded to that type.

        Raises APIResponseValidationError when the body is not what it should be.
        """
        if to is not None:
            other: R = self._parse_to(to)
            return other
        if self._parsed is UNSET:
            if self._client is None:
                raise ClientError("this answer is only a record: it cannot be parsed")
            from .calls_sync import parse

            self._parsed = parse(self._client, self)
        parsed: R = self._parsed
        return parsed

    def _parse_to(self, type_: Any) -> Any:
        from .call import to_value
        from .operation import Result

        mismatch = None if self._client is None else self._client._on_mismatch
        return to_value(self, Result(type_), self.read(), mismatch)

    def read(self) -> bytes:
        """The whole body."""
        if self._body is None:
            if self._raw is None:
                raise ClientError("the body was streamed, it cannot be read again")
            raw, self._raw = self._raw, None
            try:
                self._body = raw.read()
            except TransportError as error:
                raw.close()
                raise connection_error(error, self.request) from error
            except BaseException:
                raw.close()
                raise
        return self._body

    def text(self) -> str:
        """The whole body as text."""
        return self._decoded_text(self.read())

    def json(self) -> Any:
        """The whole body as plain JSON values.

        Raises APIResponseValidationError when it is not JSON.
        """
        return self._decoded_json(self.read())

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The body in pieces of `chunk_size`, or as they arrive. Closes at the end."""
        if self._body is not None:
            yield from pieces(self._body, chunk_size)
            return
        if self._raw is None:
            raise ClientError("the body was streamed, it cannot be read again")
        raw, self._raw = self._raw, None
        self._closing = raw
        try:
            yield from raw.iter_bytes(chunk_size)
        except TransportError as error:
            raise connection_error(error, self.request) from error
        finally:
            raw.close()

    def iter_text(self, chunk_size: int | None = None) -> Iterator[str]:
        """The body as text, in pieces that never cut a character."""
        from codecs import getincrementaldecoder

        decoder = getincrementaldecoder(self.encoding)("replace")
        for piece in self.iter_bytes(chunk_size):
            text = decoder.decode(piece)
            if text:
                yield text
        text = decoder.decode(b"", True)
        if text:
            yield text

    def iter_lines(self) -> Iterator[str]:
        """The body as lines of text without their ends (LF or CR LF).

        Raises ClientError for a line of more than 16 MiB.
        """
        rest = b""
        for piece in self.iter_bytes():
            lines, rest = cut_lines(rest, piece)
            for line in lines:
                yield self._decoded_text(line)
        if rest:
            yield self._decoded_text(rest)

    def stream_to_file(
        self, file: str | os.PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Write the body to a file, piece by piece, so that it need not fit in memory."""
        with open(file, "wb") as out:
            for piece in self.iter_bytes(chunk_size):
                out.write(piece)

    write_to_file = stream_to_file
    """Another name of `stream_to_file`."""

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can be read from the connection."""
        return self._raw is None

    def close(self) -> None:
        """Give up what has not been read. May be called twice."""
        raw, self._raw = self._raw or self._closing, None
        if raw is not None:
            raw.close()

    _closing: TransportResponse | None = None

    def __enter__(self) -> APIResponse[R]:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class TypedAPIResponse(APIResponse[R], Generic[R, H]):
    """An answer some of whose headers the document declares."""

    @cached_property
    def typed_headers(self) -> H:
        """The declared headers, each as a value of its type."""
        headers: H = _typed_headers(self, self._client)
        return headers


class BinaryAPIResponse(APIResponse[bytes]):
    """The answer of an operation that returns a file."""

    __is_binary_response__ = True


class AsyncAPIResponse(BaseResponse[R]):
    """The asynchronous `APIResponse`."""

    _raw: AsyncTransportResponse | None
    _client: AsyncClient | None

    async def parse(self, *, to: Any = None) -> R:
        """What the plain call would return; with `to`, the body decoded to that type.

        Raises APIResponseValidationError when the body is not what it should be.
        """
        if to is not None:
            other: R = await self._parse_to(to)
            return other
        if self._parsed is UNSET:
            if self._client is None:
                raise ClientError("this answer is only a record: it cannot be parsed")
            from .calls_async import parse

            self._parsed = await parse(self._client, self)
        parsed: R = self._parsed
        return parsed

    async def _parse_to(self, type_: Any) -> Any:
        from .call import to_value
        from .operation import Result

        mismatch = None if self._client is None else self._client._on_mismatch
        return to_value(self, Result(type_), await self.read(), mismatch)

    async def read(self) -> bytes:
        """The whole body."""
        if self._body is None:
            if self._raw is None:
                raise ClientError("the body was streamed, it cannot be read again")
            raw, self._raw = self._raw, None
            try:
                self._body = await raw.read()
            except TransportError as error:
                await raw.close()
                raise connection_error(error, self.request) from error
            except BaseException:
                await raw.close()
                raise
        return self._body

    async def text(self) -> str:
        """The whole body as text."""
        return self._decoded_text(await self.read())

    async def json(self) -> Any:
        """The whole body as plain JSON values.

        Raises APIResponseValidationError when it is not JSON.
        """
        return self._decoded_json(await self.read())

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces of `chunk_size`, or as they arrive. Closes at the end."""
        if self._body is not None:
            for piece in pieces(self._body, chunk_size):
                yield piece
            return
        if self._raw is None:
            raise ClientError("the body was streamed, it cannot be read again")
        raw, self._raw = self._raw, None
        self._closing = raw
        try:
            async for piece in raw.iter_bytes(chunk_size):
                yield piece
        except TransportError as error:
            raise connection_error(error, self.request) from error
        finally:
            await raw.close()

    async def iter_text(self, chunk_size: int | None = None) -> AsyncIterator[str]:
        """The body as text, in pieces that never cut a character."""
        from codecs import getincrementaldecoder

        decoder = getincrementaldecoder(self.encoding)("replace")
        async for piece in self.iter_bytes(chunk_size):
            text = decoder.decode(piece)
            if text:
                yield text
        text = decoder.decode(b"", True)
        if text:
            yield text

    async def iter_lines(self) -> AsyncIterator[str]:
        """The body as lines of text without their ends (LF or CR LF).

        Raises ClientError for a line of more than 16 MiB.
        """
        rest = b""
        async for piece in self.iter_bytes():
            lines, rest = cut_lines(rest, piece)
            for line in lines:
                yield self._decoded_text(line)
        if rest:
            yield self._decoded_text(rest)

    async def stream_to_file(
        self, file: str | os.PathLike[str], *, chunk_size: int | None = None
    ) -> None:
        """Write the body to a file, piece by piece, so that it need not fit in memory."""
        with open(file, "wb") as out:
            async for piece in self.iter_bytes(chunk_size):
                out.write(piece)

    write_to_file = stream_to_file
    """Another name of `stream_to_file`."""

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can be read from the connection."""
        return self._raw is None

    async def close(self) -> None:
        """Give up what has not been read. May be called twice."""
        raw, self._raw = self._raw or self._closing, None
        if raw is not None:
            await raw.close()

    _closing: AsyncTransportResponse | None = None

    async def __aenter__(self) -> AsyncAPIResponse[R]:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()


class AsyncTypedAPIResponse(AsyncAPIResponse[R], Generic[R, H]):
    """The asynchronous `TypedAPIResponse`."""

    @cached_property
    def typed_headers(self) -> H:
        """The declared headers, each as a value of its type."""
        headers: H = _typed_headers(self, self._client)
        return headers


def _typed_headers(response: BaseResponse[Any], client: BaseClient | None) -> Any:
    if client is None or client._headers_type is None:
        raise ClientError("this answer is only a record: its headers have no types")
    from .headers import typed_headers

    return typed_headers(response.headers, client._headers_type(), client._on_mismatch)


class AsyncBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """The asynchronous answer of an operation that returns a file."""

    __is_binary_response__ = True
