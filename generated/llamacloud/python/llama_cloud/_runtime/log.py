"""Logging without secrets, under the logger of the package that holds this runtime."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterable, Mapping

__all__ = [
    "NAME",
    "configure",
    "is_secret",
    "logger",
    "protect",
    "redact_headers",
    "redact_url",
]

NAME = (__package__ or __name__).removesuffix("._runtime")
"""The logger's name: the package that carries this runtime."""

REDACTED = "[redacted]"

_SECRET_NAMES: set[str] = {"authorization", "cookie", "proxy-authorization"}
_SECRET_PARTS = (
    "auth",
    "cookie",
    "credential",
    "key",
    "passw",
    "secret",
    "session",
    "signature",
    "token",
)
_logger: logging.Logger | None = None


def protect(names: Iterable[str]) -> None:
    """Treat these header and query names as secret, as the API's credentials are."""
    _SECRET_NAMES.update(name.lower() for name in names)


def is_secret(name: str) -> bool:
    """Whether a header or query parameter of this name may hold a credential."""
    lower = name.lower()
    return lower in _SECRET_NAMES or any(part in lower for part in _SECRET_PARTS)


def redact_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers with the values of secret ones replaced."""
    return {
        name: REDACTED if is_secret(name) else value for name, value in headers.items()
    }


def redact_url(url: str, secret_query: str = "") -> str:
    """The URL with the values of secret query parameters replaced."""
    head, mark, query = url.partition("?")
    if not mark:
        return url
    pairs: list[str] = []
    for pair in query.split("&"):
        name, equals, _ = pair.partition("=")
        hidden = is_secret(name) or (secret_query and pair in secret_query.split("&"))
        pairs.append(f"{name}={REDACTED}" if equals and hidden else pair)
    return f"{head}?{'&'.join(pairs)}"


def logger() -> logging.Logger:
    """The package's logger."""
    global _logger
    if _logger is None:
        import logging

        _logger = logging.getLogger(NAME)
    return _logger


def configure(level: str) -> None:
    """Log to standard error from `level` ("debug", "info", ...) on.

    For the package's environment variable; a level that does not exist is ignored.
    Handlers that the program has set up itself are left to do the work.
    """
    import logging

    number = getattr(logging, level.upper(), None)
    if not isinstance(number, int):
        return
    log = logger()
    log.setLevel(number)
    if not log.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(
            logging.Formatter("[%(asctime)s %(name)s %(levelname)s] %(message)s")
        )
        log.addHandler(handler)
