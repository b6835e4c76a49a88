"""The client whose calls wait for their answer."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from .client_base import PLAIN, STREAMED, BaseClient, SharedTransport
from .errors import ClientError
from .operation import Operation, PagedOperation, StreamOperation
from .options import RequestOptions, TimeoutLike
from .sentinel import Omit, omit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar, overload

    from .call import Call
    from .operation import AnyOperation
    from .options import Body, Headers, Query
    from .paging import PageInfo
    from .request import Request
    from .response import APIResponse
    from .streaming import Stream
    from .transport import Deadline, Transport, TransportResponse

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
        """Make the call and give back what the mode says."""
        if self._closed:
            raise ClientError("the client has been closed")
        from .prepare import prepare

        streaming = mode == STREAMED or isinstance(operation, StreamOperation)
        call = prepare(self, operation, options, streaming)
        raw, body = self._send(call)
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
        return response.parse() if mode == PLAIN else response

    def _response(
        self,
        call: Call,
        options: RequestOptions,
        raw: TransportResponse,
        body: bytes | None,
    ) -> APIResponse[Any]:
        from .response import APIResponse, BinaryAPIResponse

        kind: type[APIResponse[Any]] = APIResponse
        operation = call.operation
        if (
            isinstance(operation, Operation)
            and operation.result(raw.status).kind == "binary"
        ):
            kind = BinaryAPIResponse
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

    def _parse(self, response: APIResponse[Any]) -> Any:
        """What the body of an answer means, by its operation."""
        operation = response._operation
        if isinstance(operation, StreamOperation):
            from .streaming import Stream

            stream: Stream[Any] = Stream(
                response,
                operation.event_decoder(),
                self._on_mismatch,
                format=operation.format,
                terminator=operation.terminator,
            )
            return stream
        body = response.read()
        from .call import decode_body, to_value

        if isinstance(operation, PagedOperation):
            decode = operation.page_decoder(asynchronous=False)
            page = decode_body(response, decode, body, self._on_mismatch)
            page._attach(
                self, operation, response._options, response.headers, response.url
            )
            return page
        assert isinstance(operation, Operation)
        result = operation.result(response.status_code)
        return to_value(response, result, body, self._on_mismatch)

    def _send(self, call: Call) -> tuple[TransportResponse, bytes | None]:
        """Send, again where that may help. The 2xx answer, and its body unless the call
        is streaming. Raises APIError."""
        from .call import ERROR_LIMIT, TransportError

        transport: Transport = self._shared.get()
        logging = self._logger().isEnabledFor(10)
        request = call.request
        deadline = call.deadline
        while True:
            try:
                for credential in call.credentials:
                    credential.apply(request, self, deadline)
                if logging:
                    self._log_request(request)
                raw = transport.send(request, deadline)
                status = raw.status
                if logging:
                    self._log_answer(call, status, raw.headers)
                if 200 <= status < 300:
                    if call.streaming:
                        deadline.relax()
                        return raw, None
                    return raw, raw.read()
            except TransportError as error:
                delay = call.failed(error)
            else:
                try:
                    body = raw.read(ERROR_LIMIT)
                except TransportError:
                    body = b""  # the status says enough
                delay = call.answered(status, raw.headers, body)
            if delay:
                sleep(delay)

    def _fetch_token(self, request: Request, deadline: Deadline) -> Any:
        """The JSON answer of a token endpoint. Raises APIError."""
        from .call import Call, to_value
        from .operation import Result
        from .response import APIResponse

        call = Call(
            self, None, request, (), deadline, self.max_retries, True, False, False
        )
        raw, body = self._send(call)
        response = APIResponse[Any](request, raw.status, raw.headers, body=body)
        return to_value(response, Result(Any), body or b"", None)


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
