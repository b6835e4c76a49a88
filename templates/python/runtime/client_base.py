"""What the sync and the async client share: settings, and the making of requests."""

from __future__ import annotations

from _thread import allocate_lock
from os import environ, getpid
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from . import log
from .errors import APIResponseValidationError, ClientError, PaginationError
from .mismatch import MismatchLog
from .options import RequestOptions, Timeout, TimeoutLike, to_timeout
from .request import Request, remove_header, set_header
from .retry import IDEMPOTENT
from .sentinel import Omit, omit
from .transport import Deadline
from .url import check_base_url, follow, join, origin, warn_if_exposed

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable, Mapping

    from .auth import Auth
    from .call import Call
    from .decode import OnMismatch
    from .operation import BaseOperation
    from .options import Headers, Query
    from .paging import PageInfo
    from .response import APIResponse, AsyncAPIResponse

__all__ = ["BaseClient", "SharedTransport"]

PLAIN, RAW, STREAMED = 0, 1, 2
"""What a call gives back: the value, the answer with its body, the answer without."""


class SharedTransport:
    """A transport, made at the first call, that a client and its copies share.

    It counts who holds it, and is given up by the last. A process that has been forked
    makes a transport of its own: two processes cannot share a connection.
    """

    __slots__ = (
        "_holders",
        "_lock",
        "_make",
        "_pid",
        "_tokens",
        "_transport",
        "owned",
    )

    def __init__(self, make: Callable[[], Any], *, owned: bool) -> None:
        self._make = make
        self._holders = 0
        self._lock = allocate_lock()
        self._pid = getpid()
        self._tokens: dict[Any, Any] = {}
        self._transport: Any = None
        self.owned = owned
        """Whether the transport is ours to close, not the caller's own."""

    def hold(self) -> SharedTransport:
        """Count one holder more."""
        with self._lock:
            self._holders += 1
        return self

    def get(self) -> Any:
        """The transport. Raises ClientError when nobody holds it any more."""
        if self._transport is None or self._pid != getpid():
            self._renew()
        return self._transport

    def _renew(self) -> None:
        if self._pid != getpid():
            # Another thread of the parent may have held the lock during the fork.
            self._lock = allocate_lock()
        with self._lock:
            if self._pid != getpid():
                self._pid = getpid()
                self._tokens = {}
                self._transport = None
            if self._holders <= 0:
                raise ClientError("the client has been closed")
            if self._transport is None:
                self._transport = self._make()

    def tokens(self) -> dict[Any, Any]:
        """Where credentials keep the tokens that they have fetched."""
        return self._tokens

    def let_go(self) -> Any:
        """Count one holder less; the transport to be closed, when it was the last."""
        with self._lock:
            self._holders -= 1
            if self._holders > 0:
                return None
            transport, self._transport = self._transport, None
        return transport if self.owned and self._pid == getpid() else None


class _Plan:
    """What all calls with the same credentials have in common."""

    __slots__ = ("credentials", "headers", "secret_query")

    def __init__(
        self, headers: dict[str, str], secret_query: str, credentials: tuple[Auth, ...]
    ) -> None:
        self.headers = headers
        self.secret_query = secret_query
        self.credentials = credentials


class BaseClient:
    """Settings of a client. See `SyncClient` and `AsyncClient`."""

    _package: ClassVar[str] = "clientsmith"
    """The distribution's name, for the User-Agent."""
    _version: ClassVar[str] = "0"
    """The distribution's version, for the User-Agent."""
    _log_variable: ClassVar[str] = ""
    """The environment variable that sets the level of the log."""
    _default_server: ClassVar[str] = ""
    """The document's server: only while it is the base URL, operations with a server of
    their own go there."""
    _security: ClassVar[tuple[tuple[str, ...], ...] | None] = None
    """The alternatives of credentials for operations that do not say; None: any one."""
    _idempotency_header: ClassVar[str] = "Idempotency-Key"
    """The header that an idempotency key is sent in."""
    _mode: int = PLAIN
    """What a call gives back; the wrappers in resource.py make twins of another mode."""

    def __init__(
        self,
        *,
        base_url: str,
        timeout: TimeoutLike = omit,
        max_retries: int = 2,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: Any = None,
        on_mismatch: OnMismatch | None = None,
        auth: Mapping[str, Auth] | None = None,
    ) -> None:
        if max_retries < 0:
            raise ValueError("max_retries cannot be negative")
        self._base_url = check_base_url(base_url)
        self.timeout: Timeout = to_timeout(timeout)
        self.max_retries = max_retries
        self._default_headers: dict[str, str | Omit] = dict(default_headers or {})
        self._default_query: dict[str, object] = dict(default_query or {})
        if not isinstance(on_mismatch, MismatchLog):
            on_mismatch = MismatchLog(on_mismatch)
        self._on_mismatch: MismatchLog = on_mismatch
        self._auth: dict[str, Auth] = dict(auth or {})
        self._plans: dict[tuple[Any, str], _Plan] = {}
        self._closed = False
        self._log: logging.Logger | None = None
        if self._auth:
            warn_if_exposed(self._base_url)
            for credential in self._auth.values():
                log.protect(credential.secrets())
        if self._log_variable:
            level = environ.get(self._log_variable)
            if level:
                log.configure(level)
        if not isinstance(http_client, SharedTransport):
            http_client = self._share(http_client)
        self._shared: SharedTransport = http_client.hold()

    def _share(self, http_client: Any) -> SharedTransport:
        raise NotImplementedError

    @property
    def base_url(self) -> str:
        """Where the API is, without a slash at its end."""
        return self._base_url

    @property
    def default_headers(self) -> dict[str, str]:
        """The headers of every request, without the credentials."""
        headers = self._plan((), "application/json").headers
        return {**headers, "Accept": "application/json"}

    @property
    def default_query(self) -> dict[str, object]:
        """The query parameters of every request."""
        return dict(self._default_query)

    @property
    def is_closed(self) -> bool:
        """Whether `close` has been called."""
        return self._closed

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._base_url!r})"

    def _copy_options(
        self,
        *,
        base_url: str | None = None,
        timeout: TimeoutLike = omit,
        max_retries: int | Omit = omit,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: Any = None,
        on_mismatch: OnMismatch | None = None,
    ) -> dict[str, Any]:
        """The constructor's arguments for a copy of this client with some changes.

        Headers and query are added to this client's; the transport is shared.
        """
        return {
            "base_url": self._base_url if base_url is None else base_url,
            "timeout": self.timeout if timeout is omit else timeout,
            "max_retries": self.max_retries if max_retries is omit else max_retries,
            "default_headers": {**self._default_headers, **(default_headers or {})},
            "default_query": {**self._default_query, **(default_query or {})},
            "http_client": self._shared if http_client is None else http_client,
            "on_mismatch": self._on_mismatch if on_mismatch is None else on_mismatch,
        }

    def _base(self) -> str:
        return self._base_url

    def _user_agent(self) -> str:
        return f"{self._package}/{self._version}"

    def _logger(self) -> logging.Logger:
        if self._log is None:
            self._log = log.logger()
        return self._log

    # --- the request ------------------------------------------------------------------

    def _plan(self, security: tuple[tuple[str, ...], ...] | None, accept: str) -> _Plan:
        """Headers and credentials for an operation, made once for its like."""
        key = (security, accept)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._make_plan(security, accept)
        return plan

    def _make_plan(self, security: tuple[tuple[str, ...], ...] | None, accept: str) -> _Plan:
        headers = {
            "User-Agent": self._user_agent(),
            "Accept": accept,
            "Accept-Encoding": "gzip, deflate",
        }
        credentials = self._choose(security)
        probe = Request("GET", self._base_url, headers)
        for credential in credentials:
            if not credential.dynamic:
                credential.sign(probe)
        merge_headers(headers, self._default_headers)
        dynamic = tuple(one for one in credentials if one.dynamic)
        return _Plan(headers, probe.secret_query, dynamic)

    def _choose(self, security: tuple[tuple[str, ...], ...] | None) -> tuple[Auth, ...]:
        """The credentials of the first alternative that the client has all of."""
        auth = self._auth
        if security is None:
            security = self._security
        if security is None:
            security = tuple((name,) for name in auth)
        for alternative in security:
            if alternative and all(name in auth for name in alternative):
                return tuple(auth[name] for name in alternative)
        return ()

    def _prepare(self, operation: BaseOperation, options: RequestOptions, streaming: bool) -> Call:
        """The call that an operation and its arguments are. Nothing is sent."""
        from .call import Call

        plan = self._plan(operation.security, operation.accept)
        headers = plan.headers.copy()
        if options.headers:
            self._add_headers(operation, options.headers, headers)
        if options.cookies:
            self._add_cookies(operation, options.cookies, headers)
        method = operation.method
        request = Request(method, self._url(operation, options), headers)
        if options.body is not omit or options.extra_body is not None:
            self._add_body(operation, options, request)
        if plan.secret_query and plan.secret_query not in request.url:
            mark = "&" if "?" in request.url else "?"
            request.url = f"{request.url}{mark}{plan.secret_query}"
            request.secret_query = plan.secret_query
        if options.extra_headers:
            merge_headers(headers, options.extra_headers)
        safe = operation.idempotent
        if safe is None:
            safe = method in IDEMPOTENT
        if not safe:
            safe = self._add_key(operation, options, headers)
        retries = options.max_retries
        timeout = options.timeout
        return Call(
            self,
            operation,
            request,
            plan.credentials,
            Deadline(self.timeout if timeout is omit else to_timeout(timeout)),
            self.max_retries if isinstance(retries, Omit) else retries,
            safe,
            streaming,
        )

    def _url(self, operation: BaseOperation, options: RequestOptions) -> str:
        if options.url is not None:
            return options.url
        base = self._base_url
        if operation.server and base == self._default_server.rstrip("/"):
            base = check_base_url(follow(base + "/", operation.server))
        path = operation.path
        if "{" in path:
            path = self._path(operation, options.path or {})
        url = join(base, path)
        query: Mapping[str, object] = options.query or {}
        if self._default_query or options.extra_query:
            query = {**self._default_query, **query, **(options.extra_query or {})}
        for value in query.values():
            if value is not omit:
                from .styles import query_string

                text = query_string(query, operation.query_styles)
                if text:
                    return f"{url}{'&' if '?' in url else '?'}{text}"
                break
        return url

    def _path(self, operation: BaseOperation, values: Mapping[str, object]) -> str:
        from .styles import path_segment

        styles = operation.path_styles or {}
        parts = operation.parts()
        pieces = [parts[0]]
        for at in range(1, len(parts), 2):
            name = parts[at]
            pieces.append(path_segment(name, values.get(name, omit), styles.get(name)))
            pieces.append(parts[at + 1])
        path = "".join(pieces)
        # Several parameters may make up one segment: "{a}{b}" of "." and ".".
        for segment in path.split("/"):
            if segment.replace("%2e", ".").replace("%2E", ".") in (".", ".."):
                raise ValueError(f"a path parameter makes the segment {segment!r}")
        return path

    def _add_headers(
        self,
        operation: BaseOperation,
        values: Mapping[str, object],
        headers: dict[str, str],
    ) -> None:
        styles = operation.header_styles or {}
        for name, value in values.items():
            if value is not omit:
                if not isinstance(value, str):
                    from .styles import header_value

                    value = header_value(name, value, styles.get(name))
                set_header(headers, name, value)

    def _add_cookies(
        self,
        operation: BaseOperation,
        values: Mapping[str, object],
        headers: dict[str, str],
    ) -> None:
        for value in values.values():
            if value is not omit:
                break
        else:
            return
        from .styles import cookie_header

        text = cookie_header(values, operation.cookie_styles)
        if text:
            known = headers.get("Cookie")
            set_header(headers, "Cookie", f"{known}; {text}" if known else text)

    def _add_body(
        self, operation: BaseOperation, options: RequestOptions, request: Request
    ) -> None:
        from .body import encode

        extra: Any = options.extra_body
        encoded = encode(operation.body or "json", options.body, extra, operation.encoding)
        if encoded is not None:
            request.content = encoded.content
            request.rewindable = encoded.rewindable
            for name, value in encoded.headers.items():
                set_header(request.headers, name, value)

    def _add_key(
        self,
        operation: BaseOperation,
        options: RequestOptions,
        headers: dict[str, str],
    ) -> bool:
        """Whether the request has an idempotency key, so that it may be repeated."""
        name = operation.idempotency_header or self._idempotency_header
        if options.idempotency_key is not None:
            set_header(headers, name, options.idempotency_key)
            return True
        lower = name.lower()
        if any(known.lower() == lower for known in headers):
            return True
        if operation.idempotency_header:
            from os import urandom

            set_header(headers, name, f"retry-{urandom(16).hex()}")
            return True
        return False

    def _next_options(
        self, options: RequestOptions, info: PageInfo | None, url: str
    ) -> RequestOptions:
        """The arguments of the call for a following page.

        Raises PaginationError for a link to another origin: it must not get credentials.
        """
        if info is None:
            return options
        if info.url is not None:
            target = follow(options.url or url, info.url)
            if origin(target) != origin(self._base_url):
                raise PaginationError(
                    f"the link to the next page leads to another origin: "
                    f"{log.redact_url(target)}"
                )
            return options.replace(url=target)
        changes: dict[str, Any] = {}
        if info.query:
            changes["query"] = {**(options.query or {}), **info.query}
        if info.body:
            body = options.body
            changes["body"] = {**body, **info.body} if isinstance(body, dict) else dict(info.body)
        return options.replace(**changes)

    # --- the answer -------------------------------------------------------------------

    def _log_request(self, request: Request) -> None:
        safe = request.redacted()
        self._logger().debug("request %s %s %s", safe.method, safe.url, safe.headers)

    def _log_answer(self, call: Call, status: int, headers: Mapping[str, str]) -> None:
        request = call.request
        self._logger().debug(
            "answer %d to %s %s after %.3f s: %s",
            status,
            request.method,
            log.redact_url(request.url, request.secret_query),
            monotonic() - call.started,
            log.redact_headers(headers),
        )


def merge_headers(headers: dict[str, str], others: Mapping[str, str | Omit]) -> None:
    """Put the others into the headers; `omit` takes one away."""
    for name, value in others.items():
        if isinstance(value, Omit):
            remove_header(headers, name)
        else:
            set_header(headers, name, value)


def page_value(
    decode: Any,
    response: APIResponse[Any] | AsyncAPIResponse[Any],
    body: bytes,
    on_mismatch: OnMismatch | None,
) -> Any:
    """The page that an answer is. Raises APIResponseValidationError."""
    from .decode import DecodeError

    try:
        return decode(body, on_mismatch)
    except DecodeError as error:
        raise APIResponseValidationError(
            f"expected a page as JSON, got {response.content_type or 'something else'}: "
            f"{error}",
            response=response._detached(body),
            body=response._decoded_text(body),
        ) from error
