"""What a caller may set for one call: timeouts, extra headers, query and body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from .errors import ArgumentError
from .sentinel import Omit, omit

if TYPE_CHECKING:
    from collections.abc import Mapping

    Headers: TypeAlias = Mapping[str, "str | Omit"]
    """Header names and values; `omit` removes a header that would be sent."""

    Query: TypeAlias = Mapping[str, object]
    """Query parameters by their wire names."""

    Body: TypeAlias = object
    """What is merged over the body: a mapping when the body is an object."""

__all__ = [
    "DEFAULT_RETRIES",
    "DEFAULT_TIMEOUT",
    "RequestOptions",
    "Timeout",
    "TimeoutLike",
    "to_timeout",
]


class Timeout:
    """How long a call may take, in seconds; `None` is without limit.

    `total` bounds the whole call: connecting, sending, waiting, reading the body however
    slowly it drips, and all retries with the pauses between them. `connect` bounds each
    attempt to connect, `read` each wait for the next bytes. Where the caller reads the
    body himself (streaming), `total` ends with the headers and bounds each further wait.
    """

    __slots__ = ("connect", "read", "total")

    total: float | None
    connect: float | None
    read: float | None

    def __init__(
        self,
        total: float | None = 60.0,
        *,
        connect: float | None = 5.0,
        read: float | None = None,
    ) -> None:
        for value in (total, connect, read):
            if value is not None and not value > 0:
                raise ArgumentError(
                    f"a timeout is a positive number of seconds: {value!r}"
                )
        self.total = total
        self.connect = connect
        self.read = read

    def __repr__(self) -> str:
        return f"Timeout({self.total!r}, connect={self.connect!r}, read={self.read!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Timeout):
            return NotImplemented
        return (self.total, self.connect, self.read) == (
            other.total,
            other.connect,
            other.read,
        )

    def __hash__(self) -> int:
        return hash((self.total, self.connect, self.read))


DEFAULT_RETRIES = 2
"""Of a client that is not told otherwise."""

DEFAULT_TIMEOUT = Timeout()
"""60 seconds for the whole call, 5 seconds for each attempt to connect."""

TimeoutLike: TypeAlias = "float | Timeout | Omit | None"
"""A float is the total; `None` is without any limit; `omit` is the client's own."""


def to_timeout(value: Any) -> Timeout:
    """The `Timeout` that a caller means; accepts an `httpx.Timeout` too.

    Raises TypeError for anything else.
    """
    if isinstance(value, Timeout):
        return value
    if value is omit:
        return DEFAULT_TIMEOUT
    if value is None:
        return Timeout(None, connect=None)
    if type(value) in (int, float):
        return Timeout(float(value))
    if hasattr(value, "connect") and hasattr(value, "read"):
        return Timeout(None, connect=value.connect, read=value.read)
    raise TypeError(f"timeout must be a number, a Timeout or None, not {value!r}")


class RequestOptions:
    """The arguments of one call, kept so that a page can ask for the next one.

    The mappings have wire names as keys; a value `omit` is absent.
    """

    __slots__ = (
        "body",
        "cookies",
        "extra_body",
        "extra_headers",
        "extra_query",
        "headers",
        "idempotency_key",
        "max_retries",
        "path",
        "query",
        "timeout",
        "url",
    )

    path: Mapping[str, object] | None
    query: Mapping[str, object] | None
    headers: Mapping[str, object] | None
    cookies: Mapping[str, object] | None
    body: object
    extra_headers: Headers | None
    extra_query: Query | None
    extra_body: Body | None
    timeout: TimeoutLike
    max_retries: int | Omit
    idempotency_key: str | None
    url: str | None
    """An absolute URL that takes the place of path and query (next links)."""

    def __init__(
        self,
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
        url: str | None = None,
    ) -> None:
        self.path = path
        self.query = query
        self.headers = headers
        self.cookies = cookies
        self.body = body
        self.extra_headers = extra_headers
        self.extra_query = extra_query
        self.extra_body = extra_body
        self.timeout = timeout
        self.max_retries = max_retries
        self.idempotency_key = idempotency_key
        self.url = url

    def replace(self, **changes: Any) -> RequestOptions:
        """A copy with some arguments changed."""
        copy = RequestOptions.__new__(RequestOptions)
        for name in RequestOptions.__slots__:
            value = changes[name] if name in changes else getattr(self, name)
            setattr(copy, name, value)
        return copy
