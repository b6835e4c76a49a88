"""One HTTP request, ready to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import log
from .errors import ArgumentError
from .sentinel import Omit

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Iterable, Mapping
    from typing import TypeAlias

    Content: TypeAlias = (
        bytes | Callable[[], Iterable[bytes] | AsyncIterable[bytes]] | None
    )
    """A body: bytes, or a function that begins it anew at each attempt."""

__all__ = ["Request", "merge_headers", "remove_header", "set_header"]


class Request:
    """Method, absolute URL, headers and body of a request.

    Its repr and pickled form show no credential and no body.
    """

    __slots__ = ("content", "headers", "method", "rewindable", "secret_query", "url")

    method: str
    url: str
    headers: dict[str, str]
    content: Content
    rewindable: bool
    """Whether the body can be sent a second time."""
    secret_query: str
    """The credentials within the URL's query, encoded; "" when there are none."""

    def __init__(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        content: Content = None,
        rewindable: bool = True,
        secret_query: str = "",
    ) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.content = content
        self.rewindable = rewindable
        self.secret_query = secret_query

    def redacted(self) -> Request:
        """A copy for logs and errors: no credentials, no body."""
        return Request(
            self.method,
            log.redact_url(self.url, self.secret_query),
            log.redact_headers(self.headers),
        )

    def __repr__(self) -> str:
        return f"<Request {self.method} {log.redact_url(self.url, self.secret_query)}>"

    def __reduce__(self) -> tuple[type[Request], tuple[str, str, dict[str, str]]]:
        safe = self.redacted()
        return (Request, (safe.method, safe.url, safe.headers))


def set_header(headers: dict[str, str], name: str, value: object) -> None:
    """Set one header, whatever the case its name is already there in.

    Raises ArgumentError for a name or value that could smuggle in another header.
    """
    text = value if isinstance(value, str) else str(value)
    if not (text.isascii() and text.isprintable()):
        _check_value(name, text)
    if not _is_token(name):
        raise ArgumentError(f"not a valid header name: {name!r}")
    if name not in headers:
        remove_header(headers, name)
    headers[name] = text


def merge_headers(headers: dict[str, str], others: Mapping[str, str | Omit]) -> None:
    """Put the others into the headers; `omit` takes one away."""
    for name, value in others.items():
        if isinstance(value, Omit):
            remove_header(headers, name)
        else:
            set_header(headers, name, value)


def remove_header(headers: dict[str, str], name: str) -> None:
    """Remove a header, whatever the case of its name."""
    if headers.pop(name, None) is None:
        lower = name.lower()
        for known in headers:
            if known.lower() == lower:
                del headers[known]
                return


def _check_value(name: str, value: str) -> None:
    if any((code < " " and code != "\t") or code == "\x7f" for code in value):
        raise ArgumentError(f"the value of header {name!r} has a control character")
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        raise ArgumentError(
            f"the value of header {name!r} has characters outside ISO 8859-1"
        ) from None


_TOKEN = frozenset(
    "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


def _is_token(name: str) -> bool:
    return bool(name) and _TOKEN.issuperset(name)
