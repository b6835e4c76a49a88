"""The errors a client raises.

    ClientError
    ├── ArgumentError                   an argument that cannot be sent; a ValueError, too
    ├── PaginationError                 a listing that cannot go on
    ├── WebhookError                    a webhook's request that cannot be read
    │   └── InvalidWebhookSignatureError  ... or not be trusted
    └── APIError                        .message .request .body
        ├── APIConnectionError          no complete answer came
        │   └── APITimeoutError         ... in time
        ├── APIResponseValidationError  an answer that is not what it says: .response
        ├── StreamError                 an error event within a stream
        └── APIStatusError              4xx, 5xx: .response .status_code .request_id
            ├── BadRequestError 400, AuthenticationError 401, PermissionDeniedError 403,
            ├── NotFoundError 404, ConflictError 409, UnprocessableEntityError 422,
            └── RateLimitError 429, InternalServerError 5xx

All of them pickle. None holds a credential.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .request import Request
    from .response import APIResponse

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "ArgumentError",
    "AuthenticationError",
    "BadRequestError",
    "ClientError",
    "ConflictError",
    "InternalServerError",
    "InvalidWebhookSignatureError",
    "NotFoundError",
    "PaginationError",
    "PermissionDeniedError",
    "RateLimitError",
    "StreamError",
    "UnprocessableEntityError",
    "WebhookError",
    "status_error",
]


class ClientError(Exception):
    """The root of all errors of the client."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore, (type(self), self.args, self.__dict__))


def _restore(
    kind: type[ClientError], args: tuple[Any, ...], state: dict[str, Any]
) -> ClientError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class ArgumentError(ClientError, ValueError):
    """An argument has a value that cannot be sent. Nothing has been."""


class PaginationError(ClientError):
    """A listing cannot go on: a token that repeats, or a link to another origin."""


class WebhookError(ClientError):
    """The request of a webhook cannot be read."""


class InvalidWebhookSignatureError(WebhookError):
    """The request of a webhook is not signed with the secret, or too old."""


class APIError(ClientError):
    """A call has failed."""

    message: str
    request: Request | None
    """The request, without its credentials and body."""
    body: object
    """The answer's body: the documented error model, else JSON, else text, else None."""

    def __init__(
        self, message: str, *, request: Request | None = None, body: object = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.request = None if request is None else request.redacted()
        self.body = body


class APIConnectionError(APIError):
    """No complete answer came: no connection, a broken one, or too many redirects."""

    def __init__(
        self,
        message: str = "Connection error.",
        *,
        request: Request | None = None,
        body: object = None,
    ) -> None:
        super().__init__(message, request=request, body=body)


class APITimeoutError(APIConnectionError):
    """No complete answer came in time."""

    def __init__(
        self,
        message: str = "Request timed out.",
        *,
        request: Request | None = None,
        body: object = None,
    ) -> None:
        super().__init__(message, request=request, body=body)


class StreamError(APIError):
    """The server has reported an error, or broken the format, within a stream."""


class APIResponseValidationError(APIError):
    """A 2xx answer that cannot be read as what it should be: HTML, truncated, empty."""

    response: APIResponse[Any]
    status_code: int

    def __init__(
        self, message: str, *, response: APIResponse[Any], body: object = None
    ) -> None:
        super().__init__(message, request=response.request, body=body)
        self.response = response
        self.status_code = response.status_code


class APIStatusError(APIError):
    """The server has answered with a 4xx or 5xx status, or a redirect not followed."""

    response: APIResponse[Any]
    """The whole answer; its body has been read, up to a limit."""
    status_code: int
    request_id: str | None
    """What the server calls the request (`x-request-id`), for its support."""
    typed_headers: Any = None
    """The headers that the document declares for this error, as a model; else None."""

    def __init__(
        self, message: str, *, response: APIResponse[Any], body: object = None
    ) -> None:
        super().__init__(message, request=response.request, body=body)
        self.response = response
        self.status_code = response.status_code
        self.request_id = response.request_id


class BadRequestError(APIStatusError):
    """Status 400."""


class AuthenticationError(APIStatusError):
    """Status 401."""


class PermissionDeniedError(APIStatusError):
    """Status 403."""


class NotFoundError(APIStatusError):
    """Status 404."""


class ConflictError(APIStatusError):
    """Status 409."""


class UnprocessableEntityError(APIStatusError):
    """Status 422."""


class RateLimitError(APIStatusError):
    """Status 429."""


class InternalServerError(APIStatusError):
    """Status 500 and above."""


_CLASSES: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def status_error(
    response: APIResponse[Any], body: object, plain: object
) -> APIStatusError:
    """The error of the class that belongs to the status.

    `plain` is the body as plain JSON or text, for the message.
    """
    status = response.status_code
    kind = _CLASSES.get(status)
    if kind is None:
        kind = InternalServerError if status >= 500 else APIStatusError
    text = _summary(plain)
    message = f"Error code: {status} - {text}" if text else f"Error code: {status}"
    return kind(message, response=response, body=body)


def _summary(plain: object) -> str:
    text = "" if plain is None else str(plain).strip()
    return text if len(text) <= 500 else text[:500] + "..."
