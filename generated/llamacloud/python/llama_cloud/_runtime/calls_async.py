"""The making of calls for the async client; imported at the first one."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from asyncio import sleep
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from .call import ERROR_LIMIT, Call, decode_page, to_value
from .client_base import PLAIN, STREAMED
from .decode import DecodeError
from .errors import ClientError
from .operation import Operation, PagedOperation, Result, StreamOperation
from .prepare import prepare
from .response import AsyncAPIResponse, AsyncBinaryAPIResponse, AsyncTypedAPIResponse
from .transport import TransportError

if TYPE_CHECKING:
    from .client_async import AsyncClient
    from .operation import AnyOperation
    from .options import RequestOptions
    from .request import Request
    from .streaming import AsyncStream
    from .transport import AsyncTransport, AsyncTransportResponse, Deadline

__all__ = ["fetch_token", "parse", "run"]


async def run(
    client: AsyncClient, operation: AnyOperation, options: RequestOptions, mode: int
) -> Any:
    """Make the call and give back what the mode says: value or answer."""
    if client._closed:
        raise ClientError("the client has been closed")
    transport = client._shared.get()  # importing it is not part of the call's time
    streaming = mode == STREAMED or isinstance(operation, StreamOperation)
    call = prepare(client, operation, options, streaming)
    raw, body = await _send(client, call, transport)
    if mode == PLAIN and body is not None and isinstance(operation, Operation):
        result = operation.result(raw.status)
        if result.kind == "none":
            return None
        if result.decode is not None and result.kind == "json" and body:
            try:
                return result.decode(body, client._on_mismatch)
            except DecodeError:
                pass  # to be told again below, with the whole answer
    response = _response(client, call, options, raw, body)
    return await response.parse() if mode == PLAIN else response


def _response(
    client: AsyncClient,
    call: Call,
    options: RequestOptions,
    raw: AsyncTransportResponse,
    body: bytes | None,
) -> AsyncAPIResponse[Any]:
    kind: type[AsyncAPIResponse[Any]] = AsyncAPIResponse
    operation = call.operation
    if (
        isinstance(operation, Operation)
        and operation.result(raw.status).kind == "binary"
    ):
        kind = AsyncBinaryAPIResponse
    elif client._headers_type is not None:
        kind = cast("type[AsyncAPIResponse[Any]]", AsyncTypedAPIResponse)
    return kind(
        call.request,
        raw.status,
        raw.headers,
        raw=raw if body is None else None,
        body=body,
        client=client,
        operation=operation,
        options=options,
        seconds=monotonic() - call.started,
        retries_taken=call.retries_taken,
    )


async def parse(client: AsyncClient, response: AsyncAPIResponse[Any]) -> Any:
    """What the body of an answer means, by its operation."""
    operation = response._operation
    if isinstance(operation, StreamOperation):
        from .streaming import AsyncStream

        stream: AsyncStream[Any] = AsyncStream(
            response,
            operation.event_decoder(),
            client._on_mismatch,
            format=operation.format,
            terminator=operation.terminator,
        )
        return stream
    body = await response.read()
    if isinstance(operation, PagedOperation):
        decode = operation.page_decoder(asynchronous=True)
        page = decode_page(response, decode, body, client._on_mismatch)
        page._attach(
            client, operation, response._options, response.headers, response.url
        )
        return page
    assert isinstance(operation, Operation)
    result = operation.result(response.status_code)
    return to_value(response, result, body, client._on_mismatch)


async def _send(
    client: AsyncClient, call: Call, transport: AsyncTransport
) -> tuple[AsyncTransportResponse, bytes | None]:
    """Send, again where that may help. The 2xx answer, and its body unless the call is
    streaming. Raises APIError."""
    logging = client._logger().isEnabledFor(10)
    request = call.request
    deadline = call.deadline
    while True:
        try:
            for credential in call.credentials:
                await credential.apply_async(request, client, deadline)
            if call.own_headers:
                call.keep_own_headers()
            if logging:
                client._log_request(request)
            raw = await transport.send(request, deadline)
            status = raw.status
            if logging:
                client._log_answer(call, status, raw.headers)
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


async def fetch_token(client: AsyncClient, request: Request, deadline: Deadline) -> Any:
    """The JSON answer of a token endpoint. Raises APIError."""
    call = Call(
        client, None, request, (), deadline, client.max_retries, True, False, False
    )
    raw, body = await _send(client, call, client._shared.get())
    response = AsyncAPIResponse[Any](request, raw.status, raw.headers, body=body)
    return to_value(response, Result(Any), body or b"", None)
