"""The client whose calls wait for their answer."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .client_base import PLAIN, BaseClient, SharedTransport
from .operation import Operation, PagedOperation, StreamOperation
from .options import RequestOptions, TimeoutLike
from .sentinel import Omit, omit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar, overload

    from .operation import AnyOperation
    from .options import Body, Headers, Query
    from .paging import PageInfo
    from .request import Request
    from .streaming import Stream
    from .transport import Deadline, Transport

    T = TypeVar("T")
    SyncPageT = TypeVar("SyncPageT")
    SelfT = TypeVar("SelfT", bound="SyncClient")

__all__ = ["SyncClient"]


class SyncClient(BaseClient):
    """A client of one API. Use it from as many threads as you like.

    Close it, or use it in a `with` statement, when connections must not stay open. An
    `http_client` of your own is not closed.
    """

    def _share(self, http_client: Any) -> SharedTransport:
        if http_client is None:
            return SharedTransport(_default_transport, owned=True)
        return SharedTransport(lambda: _adapt(http_client), owned=False)

    def close(self) -> None:
        """Close the connections, unless a copy of this client still uses them."""
        if not self._closed:
            self._closed = True
            transport = self._shared.let_go()
            if transport is not None:
                transport.close()

    def __enter__(self: SelfT) -> SelfT:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    if TYPE_CHECKING:

        @overload
        def _request(
            self,
            operation: Operation[T],
            *,
            path: Mapping[str, object] | None = None,
            query: Mapping[str, object] | None = None,
            headers: Mapping[str, object] | None = None,
            cookies: Mapping[str, object] | None = None,
            body: object = omit,
            extra_headers: Headers | None = None,
            extra_query: Query | None = None,
            extra_body: Body | None = None,
            timeout: TimeoutLike = omit,
            max_retries: int | Omit = omit,
            idempotency_key: str | None = None,
        ) -> T: ...

        @overload
        def _request(
            self,
            operation: StreamOperation[T],
            *,
            path: Mapping[str, object] | None = None,
            query: Mapping[str, object] | None = None,
            headers: Mapping[str, object] | None = None,
            cookies: Mapping[str, object] | None = None,
            body: object = omit,
            extra_headers: Headers | None = None,
            extra_query: Query | None = None,
            extra_body: Body | None = None,
            timeout: TimeoutLike = omit,
            max_retries: int | Omit = omit,
            idempotency_key: str | None = None,
        ) -> Stream[T]: ...

    def _request(
        self,
        operation: AnyOperation,
        *,
        path: Mapping[str, object] | None = None,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, object] | None = None,
        cookies: Mapping[str, object] | None = None,
        body: object = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: TimeoutLike = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> Any:
        """Call an operation. The mappings have wire names as keys."""
        return self._run(
            operation,
            RequestOptions(
                path,
                query,
                headers,
                cookies,
                body,
                extra_headers,
                extra_query,
                extra_body,
                timeout,
                max_retries,
                idempotency_key,
            ),
            self._mode,
        )

    if TYPE_CHECKING:

        def _list(
            self,
            operation: PagedOperation[SyncPageT, Any],
            *,
            path: Mapping[str, object] | None = None,
            query: Mapping[str, object] | None = None,
            headers: Mapping[str, object] | None = None,
            cookies: Mapping[str, object] | None = None,
            body: object = omit,
            extra_headers: Headers | None = None,
            extra_query: Query | None = None,
            extra_body: Body | None = None,
            timeout: TimeoutLike = omit,
            max_retries: int | Omit = omit,
            idempotency_key: str | None = None,
        ) -> SyncPageT:
            """Call a listing: its first page."""
            ...

    else:
        _list = _request

    def _request_page(
        self,
        operation: PagedOperation[SyncPageT, Any],
        options: RequestOptions,
        info: PageInfo | None,
    ) -> SyncPageT:
        """A following page."""
        from .prepare import next_options

        page: SyncPageT = self._run(
            operation, next_options(self, operation, options, info), PLAIN
        )
        return page

    def _run(self, operation: AnyOperation, options: RequestOptions, mode: int) -> Any:
        """Make the call; what it gives back is as the mode says."""
        return (_call or _load())(self, operation, options, mode)

    def _fetch_token(self, request: Request, deadline: Deadline) -> Any:
        """The JSON answer of a token endpoint. Raises APIError."""
        from .calls_sync import fetch_token

        return fetch_token(self, request, deadline)


_call: Callable[[SyncClient, AnyOperation, RequestOptions, int], Any] | None = None


def _load() -> Callable[[SyncClient, AnyOperation, RequestOptions, int], Any]:
    """What makes calls, imported at the first one: an import statement in `_run` would
    cost each call more than the making of its request."""
    global _call
    from .calls_sync import run

    _call = run
    return run


def _default_transport() -> Transport:
    from .transport_urllib3 import Urllib3Transport

    return Urllib3Transport()


def _adapt(http_client: Any) -> Transport:
    """A transport over the caller's own client, or his transport itself."""
    import sys

    urllib3 = sys.modules.get("urllib3")
    if urllib3 is not None and isinstance(http_client, urllib3.PoolManager):
        from .transport_urllib3 import PoolManagerTransport

        return PoolManagerTransport(http_client)
    httpx = sys.modules.get("httpx")
    if httpx is not None and isinstance(http_client, httpx.Client):
        from .transport_httpx import HttpxTransport

        return HttpxTransport(http_client)
    of_httpx = httpx is not None and isinstance(http_client, httpx.AsyncClient)
    if callable(getattr(http_client, "send", None)) and not of_httpx:
        transport: Transport = http_client
        return transport
    raise TypeError(
        "http_client must be a urllib3.PoolManager, an httpx.Client or a Transport, "
        f"not {type(http_client).__name__}"
    )
