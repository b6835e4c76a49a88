"""Operations as constants: what the client knows of each before it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias, TypedDict

    from typing_extensions import Unpack

    from .decode import OnMismatch
    from .paging import AsyncPage
    from .styles import Style

    Thunk: TypeAlias = Callable[[], Any]
    """A function that gives a type, so that the type is imported when it is needed."""

    Decoder: TypeAlias = Callable[[bytes, OnMismatch | None], Any]
    Styles: TypeAlias = Mapping[str, Style]

    AnyOperation: TypeAlias = (
        "Operation[Any] | PagedOperation[Any, Any] | StreamOperation[Any]"
    )

    class Facts(TypedDict, total=False):
        """The keyword arguments of `BaseOperation`."""

        errors: Mapping[str, Thunk] | None
        body: str
        encoding: Mapping[str, Any] | None
        files: Sequence[str]
        optional_body: bool
        path_styles: Styles | None
        query_styles: Styles | None
        header_styles: Styles | None
        cookie_styles: Styles | None
        security: tuple[tuple[str, ...], ...] | None
        idempotent: bool | None
        idempotency_header: str
        accept: str
        server: str
        timeout: float | None
        max_retries: int | None
        retry_statuses: Sequence[str]
        error_headers: Mapping[str, Thunk] | None
        client_values: Sequence[ClientValue]


__all__ = [
    "BaseOperation",
    "ClientValue",
    "Operation",
    "PagedOperation",
    "StreamOperation",
]

T = TypeVar("T")
SyncPageT = TypeVar("SyncPageT")
if TYPE_CHECKING:
    AsyncPageT = TypeVar("AsyncPageT", bound=AsyncPage[Any])
else:
    AsyncPageT = TypeVar("AsyncPageT")

_STREAM_TYPES = {"sse": "text/event-stream", "jsonl": "application/jsonl"}


class ClientValue(NamedTuple):
    """A parameter that an attribute of the client fills where the call does not."""

    location: Literal["path", "query", "headers", "cookies"]
    name: str
    attribute: str
    required: bool = False


class BaseOperation:
    """Method, path and wire facts of an operation.

    `path` is relative to the base URL, with `{name}` for parameters; `errors` maps
    a status, a range ("4XX") or "default" to the type of the body, `error_headers` to
    that of the headers; `retry_statuses` are those after which to try again, "5XX" too,
    in place of the usual ones; `body` is "json",
    "form", "multipart", "binary:<content type>", "text:<content type>",
    "lines:<content type>" or "" for none; `encoding` describes the parts of a form
    (OpenAPI 3.1, section 4.8.15) and `files` those that are files; an `optional_body`
    whose members are all absent is not sent; `security` are
    the alternatives of credentials, each the ids that go together, None for the client's;
    `idempotent` overrides what the method says; `idempotency_header` is the header that
    gets a random key when the operation is not idempotent; `server` replaces the
    client's default base URL; `client_values` are parameters that the client itself may
    have been given. Styles are given only where they are not the default.
    """

    __slots__ = (
        "_errors",
        "_parts",
        "accept",
        "body",
        "client_values",
        "cookie_styles",
        "encoding",
        "error_headers",
        "errors",
        "files",
        "header_styles",
        "idempotency_header",
        "idempotent",
        "max_retries",
        "method",
        "optional_body",
        "path",
        "path_styles",
        "query_styles",
        "retry_statuses",
        "security",
        "server",
        "timeout",
    )

    def __init__(
        self,
        method: str,
        path: str,
        *,
        errors: Mapping[str, Thunk] | None = None,
        body: str = "",
        encoding: Mapping[str, Any] | None = None,
        files: Sequence[str] = (),
        optional_body: bool = False,
        path_styles: Styles | None = None,
        query_styles: Styles | None = None,
        header_styles: Styles | None = None,
        cookie_styles: Styles | None = None,
        security: tuple[tuple[str, ...], ...] | None = None,
        idempotent: bool | None = None,
        idempotency_header: str = "",
        accept: str = "application/json",
        server: str = "",
        timeout: float | None = None,
        max_retries: int | None = None,
        retry_statuses: Sequence[str] = (),
        error_headers: Mapping[str, Thunk] | None = None,
        client_values: Sequence[ClientValue] = (),
    ) -> None:
        self.method = method
        self.path = path
        self.errors = errors
        self.body = body
        self.encoding = encoding
        self.files = files
        self.optional_body = optional_body
        self.path_styles = path_styles
        self.query_styles = query_styles
        self.header_styles = header_styles
        self.cookie_styles = cookie_styles
        self.security = security
        self.idempotent = idempotent
        self.idempotency_header = idempotency_header
        self.accept = accept
        self.server = server
        self.timeout = timeout
        self.max_retries = max_retries
        self.retry_statuses = retry_statuses
        self.error_headers = error_headers
        self.client_values = client_values
        self._parts: tuple[str, ...] | None = None
        self._errors: dict[int, Decoder | None] | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.method} {self.path}>"

    def parts(self) -> tuple[str, ...]:
        """The path cut at its parameters: text, name, text, name, ..., text."""
        parts = self._parts
        if parts is None:
            cut: list[str] = []
            for piece in self.path.split("{"):
                cut.extend(piece.split("}", 1) if cut else (piece,))
            parts = self._parts = tuple(cut)
        return parts

    def error_decoder(self, status: int) -> Decoder | None:
        """What decodes the body of an error of this status; None when undocumented."""
        if self.errors is None:
            return None
        cache = self._errors
        if cache is None:
            cache = self._errors = {}
        if status not in cache:
            thunk = _by_status(self.errors, status)
            cache[status] = None if thunk is None else _decoder(thunk())
        return cache[status]

    def error_headers_type(self, status: int) -> Any:
        """What the headers of an error of this status are; None when undocumented."""
        thunk = _by_status(self.error_headers or {}, status)
        return None if thunk is None else thunk()


def _by_status(thunks: Mapping[str, Thunk], status: int) -> Thunk | None:
    for key in (str(status), f"{status // 100}XX", "default"):
        if key in thunks:
            return thunks[key]
    return None


def _decoder(type_: Any) -> Decoder:
    from .decode import decoder

    return decoder(type_)


class Result:
    """How a 2xx answer becomes a value.

    `kind` is "none", "json", "text" (a string, which may also come as JSON), "bytes" or
    "binary" (a response that holds the bytes); `empty` tells whether an answer without
    content means None.
    """

    __slots__ = ("decode", "empty", "kind")

    kind: Literal["none", "json", "text", "bytes", "binary"]
    decode: Decoder | None
    empty: bool

    def __init__(self, type_: Any) -> None:
        self.decode = None
        self.empty = False
        if type_ is None or type_ is type(None):
            self.kind = "none"
        elif type_ is bytes:
            self.kind = "bytes"
        elif getattr(type_, "__is_binary_response__", False):
            self.kind = "binary"
        else:
            self.kind = "text" if type_ is str else "json"
            self.decode = _decoder(type_)
            from typing import get_args

            self.empty = type(None) in get_args(type_)


class Operation(BaseOperation, Generic[T]):
    """An operation that answers with one value of type T.

    `returns` gives the type of a 2xx answer (none: no content); `responses` the types of
    2xx statuses that differ from it, by status or range.
    """

    __slots__ = ("_results", "responses", "returns")

    def __init__(
        self,
        method: str,
        path: str,
        *,
        returns: Thunk | None = None,
        responses: Mapping[str, Thunk] | None = None,
        **facts: Unpack[Facts],
    ) -> None:
        super().__init__(method, path, **facts)
        self.returns = returns
        self.responses = responses
        self._results: dict[int, Result] = {}

    def result(self, status: int) -> Result:
        """How an answer of this status becomes a value; built once."""
        result = self._results.get(status)
        if result is None:
            thunk = self.returns
            if self.responses is not None:
                thunk = _by_status(self.responses, status) or thunk
            result = self._results[status] = Result(None if thunk is None else thunk())
        return result


class PagedOperation(BaseOperation, Generic[SyncPageT, AsyncPageT]):
    """A listing: it answers with a page that knows how to ask for the next one."""

    __slots__ = ("_async_decoder", "_sync_decoder", "async_page", "sync_page")

    def __init__(
        self,
        method: str,
        path: str,
        *,
        sync_page: Thunk,
        async_page: Thunk,
        **facts: Unpack[Facts],
    ) -> None:
        super().__init__(method, path, **facts)
        self.sync_page = sync_page
        self.async_page = async_page
        self._sync_decoder: Decoder | None = None
        self._async_decoder: Decoder | None = None

    def page_decoder(self, *, asynchronous: bool) -> Decoder:
        """What decodes a page of the sync or the async client; built once."""
        decoder = self._async_decoder if asynchronous else self._sync_decoder
        if decoder is None:
            from .paging import page_decoder

            if asynchronous:
                decoder = self._async_decoder = page_decoder(self.async_page())
            else:
                decoder = self._sync_decoder = page_decoder(self.sync_page())
        return decoder


class StreamOperation(BaseOperation, Generic[T]):
    """An operation that answers with a stream of values of type T.

    `event` gives the type; `format` is "sse" (server-sent events) or "jsonl" (a JSON value
    on each line); `terminator` is the data that ends the stream.
    """

    __slots__ = ("_decoder", "event", "format", "terminator")

    def __init__(
        self,
        method: str,
        path: str,
        *,
        event: Thunk,
        format: Literal["sse", "jsonl"] = "sse",
        terminator: str | None = None,
        **facts: Unpack[Facts],
    ) -> None:
        facts.setdefault("accept", _STREAM_TYPES[format])
        super().__init__(method, path, **facts)
        self.event = event
        self.format: Literal["sse", "jsonl"] = format
        self.terminator = terminator
        self._decoder: Decoder | None = None

    def event_decoder(self) -> Decoder:
        """What decodes the data of one event; built once."""
        if self._decoder is None:
            from .streaming import event_decoder

            self._decoder = event_decoder(self.event())
        return self._decoder
