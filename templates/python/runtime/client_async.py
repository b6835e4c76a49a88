"""The client whose calls are awaited."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from .client_base import PLAIN, STREAMED, BaseClient, SharedTransport
from .errors import ClientError
from .operation import Operation, PagedOperation, StreamOperation
from .options import RequestOptions, TimeoutLike
from .sentinel import Omit, omit

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from typing import TypeVar, overload

    from .call import Call
    from .operation import AnyOperation
    from .options import Body, Headers, Query
    from .paging import AsyncPage, AsyncPaginator, PageInfo
    from .request import Request
    from .response import AsyncAPIResponse
    from .streaming import AsyncStream
    from .transport import AsyncTransport, AsyncTransportResponse, Deadline

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

    async def _run(
        self, operation: AnyOperation, options: RequestOptions, mode: int
    ) -> Any:
        """Make the call and give back what the mode says."""
        if self._closed:
            raise ClientError("the client has been closed")
        from .prepare import prepare

        streaming = mode == STREAMED or isinstance(operation, StreamOperation)
        call = prepare(self, operation, options, streaming)
        raw, body = await self._send(call)
        if mode == PLAIN and body is not None and isinstance(operation, Operation):
            result = operation.result(raw.status)
            if result.kind == "none":
                return None
            if result.decode is not None and result.kind == "json" and body:
                from .decode import DecodeError

                try:
                    return result.decode(body, self._on_mismatch)
                except DecodeError:
                    pass  # to be told again below, with the whole answer
        response = self._response(call, options, raw, body)
        return await response.parse() if mode == PLAIN else response

    def _response(
        self,
        call: Call,
        options: RequestOptions,
        raw: AsyncTransportResponse,
        body: bytes | None,
    ) -> AsyncAPIResponse[Any]:
        from .response import AsyncAPIResponse, AsyncBinaryAPIResponse

        kind: type[AsyncAPIResponse[Any]] = AsyncAPIResponse
        operation = call.operation
        if (
            isinstance(operation, Operation)
            and operation.result(raw.status).kind == "binary"
        ):
            kind = AsyncBinaryAPIResponse
        return kind(
            call.request,
            raw.status,
            raw.headers,
            raw=raw if body is None else None,
            body=body,
            client=self,
            operation=operation,
            options=options,
            seconds=monotonic() - call.started,
            retries_taken=call.retries_taken,
        )

    async def _parse(self, response: AsyncAPIResponse[Any]) -> Any:
        """What the body of an answer means, by its operation."""
        operation = response._operation
        if isinstance(operation, StreamOperation):
            from .streaming import AsyncStream

            stream: AsyncStream[Any] = AsyncStream(
                response,
                operation.event_decoder(),
                self._on_mismatch,
                format=operation.format,
                terminator=operation.terminator,
            )
            return stream
        body = await response.read()
        from .call import decode_body, to_value

        if isinstance(operation, PagedOperation):
            decode = operation.page_decoder(asynchronous=True)
            page = decode_body(response, decode, body, self._on_mismatch)
            page._attach(
                self, operation, response._options, response.headers, response.url
            )
            return page
        assert isinstance(operation, Operation)
        result = operation.result(response.status_code)
        return to_value(response, result, body, self._on_mismatch)

    async def _send(self, call: Call) -> tuple[AsyncTransportResponse, bytes | None]:
        """Send, again where that may help. The 2xx answer, and its body unless the call
        is streaming. Raises APIError."""
        from asyncio import sleep

        from .call import ERROR_LIMIT, TransportError

        transport: AsyncTransport = self._shared.get()
        logging = self._logger().isEnabledFor(10)
        request = call.request
        deadline = call.deadline
        while True:
            try:
                for credential in call.credentials:
                    await credential.apply_async(request, self, deadline)
                if logging:
                    self._log_request(request)
                raw = await transport.send(request, deadline)
                status = raw.status
                if logging:
                    self._log_answer(call, status, raw.headers)
                if 200 <= status < 300:
                    if call.streaming:
                        deadline.relax()
                        return raw, None
                    return raw, await raw.read()
            except TransportError as error:
                delay = call.failed(error)
            else:
                try:
                    body = await raw.read(ERROR_LIMIT)
                except TransportError:
                    body = b""  # the status says enough
                delay = call.answered(status, raw.headers, body)
            if delay:
                await sleep(delay)

    async def _fetch_token(self, request: Request, deadline: Deadline) -> Any:
        """The JSON answer of a token endpoint. Raises APIError."""
        from .call import Call, to_value
        from .operation import Result
        from .response import AsyncAPIResponse

        call = Call(
            self, None, request, (), deadline, self.max_retries, True, False, False
        )
        raw, body = await self._send(call)
        response = AsyncAPIResponse[Any](request, raw.status, raw.headers, body=body)
        return to_value(response, Result(Any), body or b"", None)


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
