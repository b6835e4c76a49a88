"""URLs: checking a base URL, joining, comparing origins, server variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import TypeAlias

    Origin: TypeAlias = tuple[str, str, int]
    """Scheme, host and port: what may share credentials (RFC 6454)."""

__all__ = [
    "check_base_url",
    "expand_server",
    "follow",
    "is_loopback",
    "join",
    "origin",
    "warn_if_exposed",
]

_PORTS = {"http": 80, "https": 443}


def _split(url: str) -> tuple[str, str, str]:
    """Scheme, authority and the rest of an absolute http(s) URL."""
    scheme, mark, rest = url.partition("://")
    scheme = scheme.lower()
    if not mark or scheme not in _PORTS:
        raise ValueError(f"not an http or https URL: {url.rpartition('@')[2]!r}")
    end = len(rest)
    for delimiter in "/?#":
        at = rest.find(delimiter, 0, end)
        if at >= 0:
            end = at
    return scheme, rest[:end], rest[end:]


def origin(url: str) -> Origin:
    """The origin of an absolute http(s) URL. Raises ValueError when it has none."""
    scheme, authority, _ = _split(url)
    host = authority.rpartition("@")[2].lower()
    port = ""
    if not host.endswith("]"):
        head, mark, tail = host.rpartition(":")
        if mark:
            host, port = head, tail
    if (
        not host
        or host.startswith("[") != host.endswith("]")
        or (port and not (port.isascii() and port.isdigit()))
    ):
        raise ValueError("the URL has no valid host and port")
    return scheme, host, int(port) if port else _PORTS[scheme]


def check_base_url(url: str) -> str:
    """The base URL without the slash at its end; its path prefix is kept.

    Raises ArgumentError when it is not http(s), has credentials, a query or a fragment, or
    characters that do not belong into a URL.
    """
    url = url.strip()
    if any(code <= " " or code in '\\"<>^`{|}\x7f' for code in url):
        raise ArgumentError("the base URL has characters that a URL cannot have")
    try:
        _, authority, rest = _split(url)
        origin(url)
    except ValueError as error:
        raise ArgumentError(str(error)) from None
    if "@" in authority:
        raise ArgumentError("the base URL must not have a user name or password in it")
    if "?" in rest or "#" in rest:
        raise ArgumentError("the base URL must not have a query or a fragment")
    return url.rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether the host is this machine."""
    host = host.strip("[]")
    return (
        host == "localhost"
        or host.endswith(".localhost")
        or host == "::1"
        or (host.startswith("127.") and host.replace(".", "").isdigit())
    )


_warned: set[str] = set()


def warn_if_exposed(url: str) -> None:
    """Warn, once for each host, that credentials would cross the network in clear."""
    scheme, host, _ = origin(url)
    if scheme == "https" or is_loopback(host) or host in _warned:
        return
    _warned.add(host)
    import warnings

    warnings.warn(
        f"credentials are sent to {host} without encryption: use https",
        RuntimeWarning,
        stacklevel=4,
    )


def join(base: str, path: str) -> str:
    """The URL of an operation's path, which may be an absolute URL itself."""
    if path.startswith("/"):
        return base + path
    if path.startswith(("http://", "https://")):
        return path
    return f"{base}/{path}" if path else base


def follow(url: str, location: str) -> str:
    """The absolute URL that a link or a `Location` header means, without fragment.

    Raises ValueError when it does not lead to an http(s) URL.
    """
    from urllib.parse import quote, urljoin

    target = quote(urljoin(url, location.strip()), safe="!$%&'()*+,/:;=?@[]~#")
    target = target.partition("#")[0]
    origin(target)
    return target


def expand_server(
    template: str,
    variables: Mapping[str, tuple[str, Collection[str] | None]],
    values: Mapping[str, str | None],
) -> str:
    """A server URL with its variables filled in (OpenAPI 3.1, section 4.8.5).

    `variables` gives each variable's default and, where the document restricts it, the
    allowed values. Values are percent-encoded, so that none can change the host by a
    slash or an at sign. Raises ArgumentError for a value that is not allowed.
    """
    for name, (default, allowed) in variables.items():
        value = values.get(name)
        if value is None:
            value = default
        elif allowed is not None and value not in allowed:
            choices = ", ".join(repr(choice) for choice in allowed)
            raise ArgumentError(f"{name} must be one of {choices}, not {value!r}")
        else:
            from urllib.parse import quote

            value = quote(value, safe="")
        template = template.replace(f"{{{name}}}", value)
    return template
