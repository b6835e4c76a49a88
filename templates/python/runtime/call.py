"""The course of one call: what to do about each answer, the same in both clients."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from . import log, retry, url
from .errors import (
    APIConnectionError,
    APIResponseValidationError,
    APITimeoutError,
    status_error,
)
from .request import merge_headers
from .response import APIResponse
from .transport import Deadline, TransportError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .auth import Auth
    from .client_base import BaseClient
    from .decode import OnMismatch
    from .operation import AnyOperation, Decoder, Result
    from .request import Request
    from .response import AsyncAPIResponse
    from .sentinel import Omit

__all__ = ["ERROR_LIMIT", "Call", "TransportError", "decode_page", "to_value"]

ERROR_LIMIT = 1024 * 1024
"""How much of the body of an error is read, in bytes."""

LONGEST_REDIRECTS = 5


class Call:
    """One call over all its attempts: retries, redirects, refused credentials."""

    __slots__ = (
        "client",
        "credentials",
        "deadline",
        "follow",
        "operation",
        "own_headers",
        "redirects",
        "refused",
        "request",
        "retries_left",
        "retries_taken",
        "safe",
        "started",
        "streaming",
    )

    def __init__(
        self,
        client: BaseClient,
        operation: AnyOperation | None,
        request: Request,
        credentials: tuple[Auth, ...],
        deadline: Deadline,
        max_retries: int,
        safe: bool,
        streaming: bool,
        follow: bool = True,
    ) -> None:
        self.client = client
        self.operation = operation
        self.request = request
        self.credentials = credentials
        """Those that must sign each attempt."""
        self.own_headers: tuple[Mapping[str, str | Omit], ...] = ()
        """What the caller has set himself, which none of them replaces."""
        self.deadline = deadline
        self.retries_left = max_retries
        self.retries_taken = 0
        self.redirects = 0
        self.refused = False
        self.safe = safe
        """Whether the server may get the request twice."""
        self.streaming = deadline.streaming = streaming
        self.follow = follow
        self.started = monotonic()

    def keep_own_headers(self) -> None:
        """Put the caller's own headers above those of the credentials."""
        for headers in self.own_headers:
            merge_headers(self.request.headers, headers)

    def failed(self, error: TransportError) -> float:
        """Seconds to wait before the next attempt, after one without an answer.

        Raises APIConnectionError or APITimeoutError when there must not be another.
        """
        if self._may_repeat(sent=error.sent):
            delay = retry.backoff(self.retries_taken)
            if self._in_time(delay):
                self._count(delay, error)
                return delay
        kind = APITimeoutError if error.timeout else APIConnectionError
        raise kind(str(error), request=self.request) from error

    def answered(self, status: int, headers: Mapping[str, str], body: bytes) -> float:
        """Seconds to wait before the next attempt, after an answer that is not 2xx.

        The request is changed when the answer leads to another place. Raises
        APIStatusError when there must not be another attempt.
        """
        if 300 <= status < 400:
            if self.follow and self._redirect(status, headers):
                return 0.0
        elif status == 401:
            if self._refused():
                return 0.0
        elif self._is_retryable(status) and self._may_repeat(sent=True):
            asked = retry.retry_after(headers)
            delay = retry.backoff(self.retries_taken) if asked is None else asked
            if delay <= retry.LONGEST_RETRY_AFTER and self._in_time(delay):
                self._count(delay, status)
                return delay
        raise self.error(status, headers, body)

    def error(self, status: int, headers: Mapping[str, str], body: bytes) -> Exception:
        """The error that an answer of this status is."""
        response = APIResponse[Any](
            self.request.redacted(),
            status,
            headers,
            body=body,
            seconds=monotonic() - self.started,
            retries_taken=self.retries_taken,
        )
        _ = response.headers  # their own copy: the transport's does not pickle
        plain, typed = self._error_body(response, body)
        found = status_error(response, typed, plain)
        if self.operation is not None and self.operation.error_headers:
            model = self.operation.error_headers_type(status)
            if model is not None:
                from .headers import typed_headers

                hook = self.client._on_mismatch
                found.typed_headers = typed_headers(response.headers, model, hook)
        return found

    def _is_retryable(self, status: int) -> bool:
        statuses = () if self.operation is None else self.operation.retry_statuses
        return retry.is_retryable(status, statuses)

    def _error_body(
        self, response: APIResponse[Any], body: bytes
    ) -> tuple[object, object]:
        if not body:
            return None, None
        from .decode import DecodeError, decoder

        try:
            plain = decoder(Any)(body, None)
        except DecodeError:
            text = response.text()
            return text, text
        typed = None
        if self.operation is not None:
            decode = self.operation.error_decoder(response.status_code)
            if decode is not None:
                typed = decode(body, self.client._on_mismatch)
        return plain, plain if typed is None else typed

    def _may_repeat(self, *, sent: bool) -> bool:
        return (
            self.retries_left > 0
            and self.request.rewindable
            and (self.safe or not sent)
        )

    def _in_time(self, delay: float) -> bool:
        at = self.deadline.at
        return at is None or monotonic() + delay < at

    def _count(self, delay: float, cause: object) -> None:
        self.retries_left -= 1
        self.retries_taken += 1
        self.client._logger().info(
            "retry %d of %s %s in %.2f s: %s",
            self.retries_taken,
            self.request.method,
            log.redact_url(self.request.url, self.request.secret_query),
            delay,
            cause,
        )

    def _refused(self) -> bool:
        """Whether the credentials that the server refuses can be replaced."""
        if self.refused or not self.request.rewindable:
            return False
        self.refused = True
        tokens = self.client._shared.tokens()
        # A list: each of them must hear of it.
        return any([one.refused(self.request, tokens) for one in self.credentials])

    def _redirect(self, status: int, headers: Mapping[str, str]) -> bool:
        """Whether the request now leads to the place that the answer names."""
        request = self.request
        location = headers.get("location")
        if not location or status not in (301, 302, 303, 307, 308):
            return False
        if request.method not in ("GET", "HEAD") and (
            status not in (307, 308) or not request.rewindable
        ):
            return False
        try:
            target = url.follow(request.url, location)
        except ValueError:
            return False
        if self.redirects >= LONGEST_REDIRECTS:
            raise APIConnectionError(
                f"more than {LONGEST_REDIRECTS} redirects", request=request
            )
        self.redirects += 1
        if url.origin(target) != url.origin(request.url):
            # Another origin gets no credential, whoever has put it there (R3).
            for name in [name for name in request.headers if log.is_secret(name)]:
                del request.headers[name]
            self.credentials = self.own_headers = ()
            request.secret_query = ""
        elif request.secret_query and request.secret_query not in target:
            mark = "&" if "?" in target else "?"
            target = f"{target}{mark}{request.secret_query}"
        request.url = target
        return True


def to_value(
    response: APIResponse[Any] | AsyncAPIResponse[Any],
    result: Result,
    body: bytes,
    on_mismatch: OnMismatch | None,
) -> Any:
    """The value that a 2xx answer means.

    Raises APIResponseValidationError, which holds the answer, when it cannot be read.
    """
    kind = result.kind
    if kind == "none":
        return None
    if kind == "bytes":
        return body
    if kind == "binary":
        return response
    if kind == "text" and not _is_json(response.content_type):
        return response._decoded_text(body)
    if not body.strip():
        if result.empty:
            return None
        raise APIResponseValidationError(
            f"status {response.status_code} without the content that was to be expected",
            response=response._detached(body),
        )
    assert result.decode is not None
    return _decode_body(response, result.decode, body, on_mismatch)


def decode_page(
    response: APIResponse[Any] | AsyncAPIResponse[Any],
    decode: Decoder,
    body: bytes,
    on_mismatch: OnMismatch | None,
) -> Any:
    """The page that a 2xx answer means; where there is no content, there are no items."""
    if response.status_code == 204:
        return decode(b"{}", _ignore)
    return _decode_body(response, decode, body, on_mismatch)


def _ignore(mismatch: object) -> None:
    """Nothing was to be expected."""


def _decode_body(
    response: APIResponse[Any] | AsyncAPIResponse[Any],
    decode: Decoder,
    body: bytes,
    on_mismatch: OnMismatch | None,
) -> Any:
    """The body through its decoder. Raises APIResponseValidationError."""
    from .decode import DecodeError

    try:
        return decode(body, on_mismatch)
    except DecodeError as error:
        raise APIResponseValidationError(
            f"expected JSON, got {response.content_type or 'something else'}: {error}",
            response=response._detached(body),
            body=response._decoded_text(body),
        ) from error


def _is_json(content_type: str) -> bool:
    return content_type == "application/json" or content_type.endswith("+json")
