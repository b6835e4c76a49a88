"""The client whose calls are awaited."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .client_base import PLAIN, BaseClient, SharedTransport
from .errors import ClientError
from .operation import Operation, PagedOperation, StreamOperation
from .options import RequestOptions, TimeoutLike
from .sentinel import Omit, omit

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from typing import TypeVar, overload

    from .operation import AnyOperation
    from .options import Body, Headers, Query
    from .paging import AsyncPage, AsyncPaginator, PageInfo
    from .request import Request
    from .streaming import AsyncStream
    from .transport import AsyncTransport, Deadline

    T = TypeVar("T")
    AsyncPageT = TypeVar("AsyncPageT", bound="AsyncPage[Any]")
    SelfT = TypeVar("SelfT", bound="AsyncClient")

__all__ = ["AsyncClient"]


class AsyncClient(BaseClient):
    """A client of one API for asyncio.

    Close it, or use it in an `async with` statement, when connections must not stay
    open. An `http_client` of your own is not closed. Each event loop gets connections of
    its own.
    """

    def _share(self, http_client: Any) -> SharedTransport:
        if http_client is None:
            return SharedTransport(_default_transport, owned=True)
        return SharedTransport(lambda: _adapt(http_client), owned=False)

    async def close(self) -> None:
        """Close the connections, unless a copy of this client still uses them."""
        if not self._closed:
            self._closed = True
            transport = self._shared.let_go()
            if transport is not None:
                await transport.close()

    async def __aenter__(self: SelfT) -> SelfT:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

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
        ) -> Coroutine[Any, Any, T]: ...

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
        ) -> Coroutine[Any, Any, AsyncStream[T]]: ...

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

    def _list(
        self,
        operation: PagedOperation[Any, AsyncPageT],
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
    ) -> AsyncPaginator[Any, AsyncPageT]:
        """Call a listing: await it for its first page, or iterate over all items."""
        options = RequestOptions(
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
        )
        if self._mode != PLAIN:
            answer: Any = self._run(operation, options, self._mode)
            return answer  # type: ignore[no-any-return]
        from .paging import AsyncPaginator

        return AsyncPaginator(self, operation, options)

    async def _request_page(
        self,
        operation: PagedOperation[Any, AsyncPageT],
        options: RequestOptions,
        info: PageInfo | None,
    ) -> AsyncPageT:
        """A following page."""
        from .prepare import next_options

        page: AsyncPageT = await self._run(
            operation, next_options(self, operation, options, info), PLAIN
        )
        return page

    def _run(self, operation: AnyOperation, options: RequestOptions, mode: int) -> Any:
        """Make the call; what it gives back is as the mode says."""
        return (_call or _load())(self, operation, options, mode)

    async def _fetch_token(self, request: Request, deadline: Deadline) -> Any:
        """The JSON answer of a token endpoint. Raises APIError."""
        from .calls_async import fetch_token

        return await fetch_token(self, request, deadline)


_call: Callable[[AsyncClient, AnyOperation, RequestOptions, int], Any] | None = None


def _load() -> Callable[[AsyncClient, AnyOperation, RequestOptions, int], Any]:
    """What makes calls, imported at the first one: an import statement in `_run` would
    cost each call more than the making of its request."""
    global _call
    from .calls_async import run

    _call = run
    return run


def _default_transport() -> AsyncTransport:
    """aiohttp where it is installed, else httpx. Raises ClientError without either."""
    try:
        from .transport_aiohttp import AiohttpTransport
    except ImportError:
        pass
    else:
        return AiohttpTransport()
    try:
        from .transport_httpx import default_transport
    except ImportError:
        raise ClientError(
            "the async client needs aiohttp (or httpx), which is not installed: "
            "install this package with its extra [async]"
        ) from None
    return default_transport()


def _adapt(http_client: Any) -> AsyncTransport:
    """A transport over the caller's own client, or his transport itself."""
    import sys

    aiohttp = sys.modules.get("aiohttp")
    if aiohttp is not None and isinstance(http_client, aiohttp.ClientSession):
        from .transport_aiohttp import AiohttpTransport

        return AiohttpTransport(http_client)
    httpx = sys.modules.get("httpx")
    if httpx is not None and isinstance(http_client, httpx.AsyncClient):
        from .transport_httpx import AsyncHttpxTransport

        return AsyncHttpxTransport(http_client)
    of_httpx = httpx is not None and isinstance(http_client, httpx.Client)
    if callable(getattr(http_client, "send", None)) and not of_httpx:
        transport: AsyncTransport = http_client
        return transport
    raise TypeError(
        "http_client must be an aiohttp.ClientSession, an httpx.AsyncClient or an "
        f"AsyncTransport, not {type(http_client).__name__}"
    )
