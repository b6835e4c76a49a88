"""The sync transport: connection pools of urllib3.

urllib3 bounds each wait for bytes, not their sum: a server that drips holds a call for
ever. The sockets of these pools therefore know the call's deadline, and every wait, also
those inside TLS and while headers are parsed, is cut to the time that is left.
"""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager
from urllib3 import exceptions as urllib3_errors
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Timeout as PoolTimeout

from .proxy import proxy_for
from .transport import Deadline, TransportError, sync_content
from .url import origin

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

    from urllib3 import BaseHTTPResponse

    from .request import Request

__all__ = ["PoolManagerTransport", "Urllib3Transport"]

_POOLS = 16
_CONNECTIONS = 64
_CHUNK = 65536


class _Current(threading.local):
    """The deadline of the call that the running thread makes."""

    deadline: Deadline | None = None


_current = _Current()


class _DeadlineSocket(socket.socket):
    """A socket whose waits end with the call."""

    deadline: Deadline | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        if self.deadline is not None:
            self.settimeout(self.deadline.for_read())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        if self.deadline is not None:
            self.settimeout(self.deadline.for_read())
        super().sendall(*args, **kwargs)


def _ssl_context() -> ssl.SSLContext:
    """The system's certificates, and sockets whose waits end with the call."""
    import ssl

    class DeadlineSSLSocket(ssl.SSLSocket):
        """A TLS socket whose waits end with the call."""

        deadline: Deadline | None = None

        def recv_into(self, *args: Any, **kwargs: Any) -> int:
            if self.deadline is not None:
                self.settimeout(self.deadline.for_read())
            return super().recv_into(*args, **kwargs)

        def sendall(self, *args: Any, **kwargs: Any) -> None:
            if self.deadline is not None:
                self.settimeout(self.deadline.for_read())
            super().sendall(*args, **kwargs)

    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    context.sslsocket_class = DeadlineSSLSocket
    if not any(ssl.get_default_verify_paths()[:2]):
        try:  # a Python without the system's certificates, as python.org's for macOS
            from certifi import where
        except ImportError:
            pass
        else:
            context.load_verify_locations(where())
    return context


class _DeadlineConnection(HTTPConnection):
    """A connection that gives the call's deadline to its socket."""

    def _new_conn(self) -> socket.socket:
        plain = super()._new_conn()
        timeout = plain.gettimeout()
        family, kind, proto = plain.family, plain.type, plain.proto
        sock = _DeadlineSocket(family, kind, proto, fileno=plain.detach())
        sock.settimeout(timeout)
        return sock

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.is_closed:
            self.connect()
        deadline = _current.deadline
        if deadline is not None:
            # urllib3 would bound the sending by the time for connecting.
            self.timeout = deadline.for_read()
        sock: Any = self.sock
        if hasattr(sock, "deadline"):
            sock.deadline = deadline
        super().request(*args, **kwargs)


class _DeadlineTLSConnection(_DeadlineConnection, HTTPSConnection):
    """The same over TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls: Any = _DeadlineConnection


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls: Any = _DeadlineTLSConnection


_POOL_CLASSES: dict[str, Any] = {"http": _Pool, "https": _TLSPool}


class Urllib3Transport:
    """The default transport: one pool for each origin, made when it is needed."""

    def __init__(self) -> None:
        self._managers: dict[str | None, PoolManager] = {}
        self._by_prefix: dict[str, HTTPConnectionPool] = {}
        self._lock = threading.Lock()

    def send(self, request: Request, deadline: Deadline) -> Urllib3Response:
        """Send and wait for the headers. Raises TransportError."""
        url = request.url
        start = url.index("/", 8) if "/" in url[8:] else len(url)
        prefix = url[:start]
        pool = self._by_prefix.get(prefix)
        if pool is None or pool.pool is None:  # closed: the manager keeps the last few
            pool = self._open(prefix)
        target = url[start:]
        if not target.startswith("/"):
            target = f"/{target}"
        content = sync_content(request)
        _current.deadline = deadline
        connect = deadline.for_connect()
        try:
            raw = pool.urlopen(
                request.method,
                url if pool.proxy is not None and pool.scheme == "http" else target,
                content,
                request.headers,
                retries=False,
                redirect=False,
                assert_same_host=False,
                timeout=PoolTimeout(connect=connect, read=deadline.for_read()),
                preload_content=False,
            )
        except (urllib3_errors.HTTPError, OSError) as error:
            raise _translate(error, deadline) from error
        finally:
            _current.deadline = None
        return Urllib3Response(raw, deadline)

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            self._by_prefix.clear()
            managers = list(self._managers.values())
            self._managers.clear()
        for manager in managers:
            manager.clear()

    def _open(self, prefix: str) -> HTTPConnectionPool:
        place = scheme, host, port = origin(prefix)
        with self._lock:
            proxy = proxy_for(place)
            manager = self._managers.get(proxy)
            if manager is None:
                manager = self._managers[proxy] = _manager(proxy)
            if scheme == "https" and "ssl_context" not in (manager.connection_pool_kw):
                manager.connection_pool_kw["ssl_context"] = _ssl_context()
            pool = manager.connection_from_host(host, port, scheme)
            self._by_prefix[prefix] = pool
        return pool


def _manager(proxy: str | None) -> PoolManager:
    manager: PoolManager
    if proxy is None:
        manager = PoolManager(_POOLS, maxsize=_CONNECTIONS)
    else:
        from urllib3.util import make_headers, parse_url

        auth = parse_url(proxy).auth
        headers = make_headers(proxy_basic_auth=auth) if auth else None
        manager = ProxyManager(
            proxy, _POOLS, proxy_headers=headers, maxsize=_CONNECTIONS
        )
    manager.pool_classes_by_scheme = _POOL_CLASSES
    return manager


class PoolManagerTransport:
    """The caller's own `urllib3.PoolManager`.

    Its sockets know nothing of deadlines: each wait is bounded, and the total is looked at
    between them.
    """

    def __init__(self, manager: PoolManager) -> None:
        self._manager = manager

    def send(self, request: Request, deadline: Deadline) -> Urllib3Response:
        """Send and wait for the headers. Raises TransportError."""
        content = sync_content(request)
        try:
            raw = self._manager.urlopen(
                request.method,
                request.url,
                redirect=False,
                body=content,
                headers=request.headers,
                retries=False,
                timeout=PoolTimeout(
                    connect=deadline.for_connect(), read=deadline.for_read()
                ),
                preload_content=False,
            )
        except (urllib3_errors.HTTPError, OSError) as error:
            raise _translate(error, deadline) from error
        return Urllib3Response(raw, deadline, watch=True)

    def close(self) -> None:
        """Nothing: the manager is the caller's."""


class Urllib3Response:
    """An answer of urllib3."""

    __slots__ = ("_deadline", "_raw", "_watch", "headers", "status")

    def __init__(
        self, raw: BaseHTTPResponse, deadline: Deadline, watch: bool = False
    ) -> None:
        self._raw = raw
        self._deadline = deadline
        self._watch = watch
        """Whether the socket does not look at the deadline itself."""
        self.status: int = raw.status
        self.headers = raw.headers

    def read(self, limit: int | None = None) -> bytes:
        """The whole body, or at most `limit` bytes of it. Raises TransportError."""
        raw = self._raw
        try:
            if limit is None and not self._watch:
                return raw.read()
            pieces: list[bytes] = []
            size = 0
            while limit is None or size < limit:
                self._deadline.left()
                most = _CHUNK if limit is None else min(_CHUNK, limit - size)
                piece = raw.read1(most)
                if not piece:
                    break
                pieces.append(piece)
                size += len(piece)
            else:
                self.close()
            return b"".join(pieces)
        except (urllib3_errors.HTTPError, OSError) as error:
            raise _translate(error, self._deadline) from error
        except TransportError:
            self.close()
            raise

    def iter_bytes(self, size: int | None = None) -> Iterator[bytes]:
        """The body in pieces of `size`, or as they arrive. Raises TransportError."""
        raw = self._raw
        try:
            while True:
                self._deadline.left()
                piece = raw.read1(_CHUNK) if size is None else raw.read(size)
                if not piece:
                    return
                yield piece
        except (urllib3_errors.HTTPError, OSError) as error:
            raise _translate(error, self._deadline) from error

    def close(self) -> None:
        """Give up what has not been read."""
        raw = self._raw
        if not raw.closed:
            raw.close()
        raw.release_conn()


def _translate(error: Exception, deadline: Deadline) -> TransportError:
    """Our error for one of urllib3's or the system's."""
    cause: BaseException | None = error
    while isinstance(cause, urllib3_errors.ProxyError):
        cause = cause.original_error
    message = str(error) or type(error).__name__
    # NewConnectionError first: to urllib3 it is a kind of ConnectTimeoutError.
    if isinstance(cause, urllib3_errors.NewConnectionError):
        return TransportError(message.rpartition("): ")[2], sent=False)
    if isinstance(cause, urllib3_errors.ConnectTimeoutError):
        return TransportError(message.rpartition("): ")[2], sent=False, timeout=True)
    if isinstance(cause, (urllib3_errors.TimeoutError, TimeoutError)):
        try:
            deadline.left()
        except TransportError as over:
            return over
        return TransportError("no bytes came in time", sent=True, timeout=True)
    return TransportError(message, sent=True)
