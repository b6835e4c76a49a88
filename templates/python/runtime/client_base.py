"""What the sync and the async client share: settings, and the making of requests."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from _thread import allocate_lock
from os import environ, getpid
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from . import log
from .errors import ArgumentError, ClientError
from .mismatch import MismatchLog
from .options import DEFAULT_RETRIES, Timeout, TimeoutLike, to_timeout
from .sentinel import Omit, omit
from .url import check_base_url, warn_if_exposed

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable, Mapping

    from .auth import Auth
    from .call import Call
    from .decode import OnMismatch
    from .options import Headers, Query
    from .prepare import Plan
    from .request import Request

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
    _headers_type: Callable[[], type[Any]] | None = None
    """Of a twin: gives the type of the headers that the answers of its method have."""

    def __init__(
        self,
        *,
        base_url: str,
        timeout: TimeoutLike = omit,
        max_retries: int = DEFAULT_RETRIES,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: Any = None,
        on_mismatch: OnMismatch | None = None,
        auth: Mapping[str, Auth] | None = None,
        global_headers: Mapping[str, str | None] | None = None,
    ) -> None:
        if max_retries < 0:
            raise ArgumentError("max_retries cannot be negative")
        self._base_url = check_base_url(base_url)
        self.timeout: Timeout = to_timeout(timeout)
        self.max_retries = max_retries
        self._default_headers: dict[str, str | Omit] = dict(default_headers or {})
        self._global_headers = {
            name: value
            for name, value in (global_headers or {}).items()
            if value is not None
        }
        self._default_query: dict[str, object] = dict(default_query or {})
        if not isinstance(on_mismatch, MismatchLog):
            on_mismatch = MismatchLog(on_mismatch)
        self._on_mismatch: MismatchLog = on_mismatch
        self._auth: dict[str, Auth] = dict(auth or {})
        self._plans: dict[tuple[Any, str], Plan] = {}
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
        from .prepare import plan_for

        return dict(plan_for(self, (), "application/json").headers)

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

    def _user_agent(self) -> str:
        return f"{self._package}/{self._version}"

    def _logger(self) -> logging.Logger:
        if self._log is None:
            self._log = log.logger()
        return self._log

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
