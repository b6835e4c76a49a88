"""The making of calls for the sync client; imported at the first one."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, cast

from .call import ERROR_LIMIT, Call, decode_page, to_value
from .client_base import PLAIN, STREAMED
from .decode import DecodeError
from .errors import ClientError
from .operation import Operation, PagedOperation, Result, StreamOperation
from .prepare import prepare
from .response import APIResponse, BinaryAPIResponse, TypedAPIResponse
from .transport import TransportError

if TYPE_CHECKING:
    from .client_sync import SyncClient
    from .operation import AnyOperation
    from .options import RequestOptions
    from .request import Request
    from .streaming import Stream
    from .transport import Deadline, Transport, TransportResponse

__all__ = ["fetch_token", "parse", "run"]


def run(
    client: SyncClient, operation: AnyOperation, options: RequestOptions, mode: int
) -> Any:
    """Make the call and give back what the mode says: value or answer."""
    if client._closed:
        raise ClientError("the client has been closed")
    transport = client._shared.get()  # importing it is not part of the call's time
    streaming = mode == STREAMED or isinstance(operation, StreamOperation)
    call = prepare(client, operation, options, streaming)
    raw, body = _send(client, call, transport)
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
    return response.parse() if mode == PLAIN else response


def _response(
    client: SyncClient,
    call: Call,
    options: RequestOptions,
    raw: TransportResponse,
    body: bytes | None,
) -> APIResponse[Any]:
    kind: type[APIResponse[Any]] = APIResponse
    operation = call.operation
    if (
        isinstance(operation, Operation)
        and operation.result(raw.status).kind == "binary"
    ):
        kind = BinaryAPIResponse
    elif client._headers_type is not None:
        kind = cast("type[APIResponse[Any]]", TypedAPIResponse)
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


def parse(client: SyncClient, response: APIResponse[Any]) -> Any:
    """What the body of an answer means, by its operation."""
    operation = response._operation
    if isinstance(operation, StreamOperation):
        from .streaming import Stream

        stream: Stream[Any] = Stream(
            response,
            operation.event_decoder(),
            client._on_mismatch,
            format=operation.format,
            terminator=operation.terminator,
        )
        return stream
    body = response.read()
    if isinstance(operation, PagedOperation):
        decode = operation.page_decoder(asynchronous=False)
        page = decode_page(response, decode, body, client._on_mismatch)
        page._attach(
            client, operation, response._options, response.headers, response.url
        )
        return page
    assert isinstance(operation, Operation)
    result = operation.result(response.status_code)
    return to_value(response, result, body, client._on_mismatch)


def _send(
    client: SyncClient, call: Call, transport: Transport
) -> tuple[TransportResponse, bytes | None]:
    """Send, again where that may help. The 2xx answer, and its body unless the call is
    streaming. Raises APIError."""
    logging = client._logger().isEnabledFor(10)
    request = call.request
    deadline = call.deadline
    while True:
        try:
            for credential in call.credentials:
                credential.apply(request, client, deadline)
            if call.own_headers:
                call.keep_own_headers()
            if logging:
                client._log_request(request)
            raw = transport.send(request, deadline)
            status = raw.status
            if logging:
                client._log_answer(call, status, raw.headers)
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


def fetch_token(client: SyncClient, request: Request, deadline: Deadline) -> Any:
    """The JSON answer of a token endpoint. Raises APIError."""
    call = Call(
        client, None, request, (), deadline, client.max_retries, True, False, False
    )
    raw, body = _send(client, call, client._shared.get())
    response = APIResponse[Any](request, raw.status, raw.headers, body=body)
    return to_value(response, Result(Any), body or b"", None)
