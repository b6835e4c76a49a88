"""What the answers of both clients share: headers, what is known without waiting."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .errors import APIResponseValidationError, ClientError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from .client_base import BaseClient
    from .operation import AnyOperation
    from .options import RequestOptions
    from .request import Request
    from .response import APIResponse
    from .transport import TransportError

__all__ = [
    "UNSET",
    "BaseResponse",
    "Headers",
    "connection_error",
    "cut_lines",
    "pieces",
]

R = TypeVar("R")
UNSET: Any = object()
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


class BaseResponse(Generic[R]):
    """What both kinds of answers share."""

    _raw: Any
    _client: Any
    _body: bytes | None

    def __init__(
        self,
        request: Request,
        status: int,
        headers: Mapping[str, str],
        *,
        raw: Any = None,
        body: bytes | None = None,
        client: BaseClient | None = None,
        operation: AnyOperation | None = None,
        options: RequestOptions | None = None,
        seconds: float = 0.0,
        retries_taken: int = 0,
    ) -> None:
        self.request = request
        self.status_code = status
        self.retries_taken = retries_taken
        self._headers = headers
        self._raw = raw
        self._body: bytes | None = body
        self._client = client
        self._operation = operation
        self._options = options
        self._seconds = seconds
        self._parsed: Any = UNSET

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
        from .response import APIResponse

        return APIResponse(
            self.request.redacted(),
            self.status_code,
            self.headers,
            body=body or b"",
            seconds=self._seconds,
            retries_taken=self.retries_taken,
        )


def _snapshot(
    kind: type[BaseResponse[Any]],
    request: Request,
    status: int,
    headers: Headers,
    body: bytes | None,
    seconds: float,
    retries_taken: int,
) -> BaseResponse[Any]:
    return kind(
        request,
        status,
        headers,
        body=body,
        seconds=seconds,
        retries_taken=retries_taken,
    )


def connection_error(error: TransportError, request: Request) -> Exception:
    from .errors import APIConnectionError, APITimeoutError

    kind = APITimeoutError if error.timeout else APIConnectionError
    return kind(str(error), request=request)


def pieces(body: bytes, size: int | None) -> Iterator[bytes]:
    if size is None:
        if body:
            yield body
        return
    for start in range(0, len(body), size):
        yield body[start : start + size]


def cut_lines(rest: bytes, piece: bytes) -> tuple[list[bytes], bytes]:
    """The complete lines, and the beginning of the next."""
    if b"\n" not in piece:
        if len(rest) > _LONGEST_LINE:
            raise ClientError("a line of the answer is longer than 16 MiB")
        return [], rest + piece
    lines = (rest + piece).split(b"\n")
    rest = lines.pop()
    return [line.removesuffix(b"\r") for line in lines], rest
