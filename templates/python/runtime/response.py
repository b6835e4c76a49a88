"""Answers as raw and streaming calls give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .errors import APIResponseValidationError, ClientError
from .transport import TransportError

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Iterator
    from datetime import timedelta

    from .client_async import AsyncClient
    from .client_base import BaseClient
    from .client_sync import SyncClient
    from .operation import BaseOperation
    from .options import RequestOptions
    from .request import Request
    from .transport import AsyncTransportResponse, TransportResponse

__all__ = [
    "APIResponse",
    "AsyncAPIResponse",
    "AsyncBinaryAPIResponse",
    "BinaryAPIResponse",
    "Headers",
]

R = TypeVar("R")
_UNSET: Any = object()
_LONGEST_LINE = 16 * 1024 * 1024


class Headers(Mapping[str, str]):
    """The headers of an answer; the case of a name does not matter.

    Several headers of one name are one, joined by commas; `get_list` has them apart.
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, str]) -> None:
        self._items: dict[str, tuple[str, list[str]]] = {}
        for name, value in items.items():
            known = self._items.setdefault(name.lower(), (name, []))
            known[1].append(value)

    def __getitem__(self, name: str) -> str:
        return ", ".join(self._items[name.lower()][1])

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        from .log import redact_headers

        return f"Headers({redact_headers(self)!r})"

    def get_list(self, name: str) -> list[str]:
        """The values of all headers of this name."""
        known = self._items.get(name.lower())
        return list(known[1]) if known else []

    def __getstate__(self) -> dict[str, tuple[str, list[str]]]:
        return self._items

    def __setstate__(self, state: dict[str, tuple[str, list[str]]]) -> None:
        self._items = state


class _Response(Generic[R]):
    """What both kinds of answers share."""

    _raw: Any
    _client: Any

    def __init__(
        self,
        request: Request,
        status: int,
        headers: Mapping[str, str],
        *,
        raw: Any = None,
        body: bytes | None = None,
        client: BaseClient | None = None,
        operation: BaseOperation | None = None,
        options: RequestOptions | None = None,
        seconds: float = 0.0,
        retries_taken: int = 0,
    ) -> None:
        self.request = request
        self.status_code = status
        self.retries_taken = retries_taken
        self._headers = headers
        self._raw = raw
        self._body = body
        self._client = client
        self._operation = operation
        self._options = options
        self._seconds = seconds
        self._parsed: Any = _UNSET

    @property
    def http_request(self) -> Request:
        """The request as it was sent. Its repr shows no credential."""
        return self.request

    @property
    def url(self) -> str:
        """The URL that has answered, after redirects."""
        return self.request.url

    @property
    def method(self) -> str:
        """The request's method."""
        return self.request.method

    @property
    def headers(self) -> Headers:
        """The answer's headers; the case of a name does not matter."""
        headers = self._headers
        if not isinstance(headers, Headers):
            headers = self._headers = Headers(headers)
        return headers

    @property
    def request_id(self) -> str | None:
        """What the server calls the request (`x-request-id` or `request-id`)."""
        headers = self.headers
        return headers.get("x-request-id") or headers.get("request-id")

    @property
    def content_type(self) -> str:
        """The media type, in lower case, without parameters; "" when there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def elapsed(self) -> timedelta:
        """The time from the start of the call to this answer, retries included."""
        from datetime import timedelta

        return timedelta(seconds=self._seconds)

    @property
    def content(self) -> bytes:
        """The body. Raises ClientError while it has not been read."""
        if self._body is None:
            raise ClientError("the body has not been read yet: call read()")
        return self._body

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status_code < 300

    @property
    def encoding(self) -> str:
        """The character encoding that the content type names, else UTF-8."""
        _, mark, rest = self.headers.get("content-type", "").partition("charset=")
        name = rest.partition(";")[0].strip(" \"'") if mark else ""
        try:
            "".encode(name or "utf-8")
        except LookupError:
            return "utf-8"
        return name or "utf-8"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status_code} {self.request!r}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _snapshot,
            (
                type(self),
                self.request,
                self.status_code,
                self.headers,
                self._body,
                self._seconds,
                self.retries_taken,
            ),
        )

    def _decoded_text(self, body: bytes) -> str:
        return body.decode(self.encoding, "replace")

    def _decoded_json(self, body: bytes) -> Any:
        from .decode import DecodeError, decoder

        try:
            return decoder(Any)(body, None)
        except DecodeError as error:
            raise APIResponseValidationError(
                f"the answer is not JSON: {error}", response=self._detached(body)
            ) from None

    def _detached(self, body: bytes | None) -> APIResponse[Any]:
        """A copy for an error: without credentials, client and connection."""
        return APIResponse(
            self.request.redacted(),
            self.status_code,
            self.headers,
            body=body or b"",
            seconds=self._seconds,
            retries_taken=self.retries_taken,
        )


def _snapshot(
    kind: type[_Response[Any]],
    request: Request,
    status: int,
    headers: Headers,
    body: bytes | None,
    seconds: float,
    retries_taken: int,
) -> _Response[Any]:
    return kind(
        request,
        status,
        headers,
        body=body,
        seconds=seconds,
        retries_taken=retries_taken,
    )


class APIResponse(_Response[R]):
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
            return self._parse_to(to)
        if self._parsed is _UNSET:
            if self._client is None:
                raise ClientError("this answer is only a record: it cannot be parsed")
            self._parsed = self._client._parse(self)
        parsed: R = self._parsed
        return parsed

    def _parse_to(self, type_: Any) -> Any:
        from .operation import Result
        from .call import to_value

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
                raise _connection_error(error, self.request) from error
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
            yield from _pieces(self._body, chunk_size)
            return
        if self._raw is None:
            raise ClientError("the body was streamed, it cannot be read again")
        raw, self._raw = self._raw, None
        self._closing = raw
        try:
            yield from raw.iter_bytes(chunk_size)
        except TransportError as error:
            raise _connection_error(error, self.request) from error
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
            lines, rest = _cut_lines(rest, piece)
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


class BinaryAPIResponse(APIResponse[bytes]):
    """The answer of an operation that returns a file."""

    __is_binary_response__ = True


class AsyncAPIResponse(_Response[R]):
    """The asynchronous `APIResponse`."""

    _raw: AsyncTransportResponse | None
    _client: AsyncClient | None

    async def parse(self, *, to: Any = None) -> R:
        """What the plain call would return; with `to`, the body decoded to that type.

        Raises APIResponseValidationError when the body is not what it should be.
        """
        if to is not None:
            return await self._parse_to(to)
        if self._parsed is _UNSET:
            if self._client is None:
                raise ClientError("this answer is only a record: it cannot be parsed")
            self._parsed = await self._client._parse(self)
        parsed: R = self._parsed
        return parsed

    async def _parse_to(self, type_: Any) -> Any:
        from .operation import Result
        from .call import to_value

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
                raise _connection_error(error, self.request) from error
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
            for piece in _pieces(self._body, chunk_size):
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
            raise _connection_error(error, self.request) from error
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
            lines, rest = _cut_lines(rest, piece)
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


class AsyncBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """The asynchronous answer of an operation that returns a file."""

    __is_binary_response__ = True


def _connection_error(error: TransportError, request: Request) -> Exception:
    from .errors import APIConnectionError, APITimeoutError

    kind = APITimeoutError if error.timeout else APIConnectionError
    return kind(str(error), request=request)


def _pieces(body: bytes, size: int | None) -> Iterator[bytes]:
    if size is None:
        if body:
            yield body
        return
    for start in range(0, len(body), size):
        yield body[start : start + size]


def _cut_lines(rest: bytes, piece: bytes) -> tuple[list[bytes], bytes]:
    """The complete lines, and the beginning of the next."""
    if b"\n" not in piece:
        if len(rest) > _LONGEST_LINE:
            raise ClientError("a line of the answer is longer than 16 MiB")
        return [], rest + piece
    lines = (rest + piece).split(b"\n")
    rest = lines.pop()
    return [line.removesuffix(b"\r") for line in lines], rest
