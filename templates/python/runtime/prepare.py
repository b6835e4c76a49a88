"""From an operation and a call's arguments to the request that is sent."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import log
from .call import Call
from .errors import ArgumentError, PaginationError
from .options import (
    DEFAULT_RETRIES,
    DEFAULT_TIMEOUT,
    RequestOptions,
    Timeout,
    to_timeout,
)
from .request import Request, merge_headers, set_header
from .retry import IDEMPOTENT
from .sentinel import Omit, omit
from .styles import cookie_header, header_value, path_segment, query_string
from .transport import Deadline
from .url import check_base_url, follow, join, origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .auth import Auth
    from .client_base import BaseClient
    from .operation import AnyOperation, BaseOperation
    from .paging import PageInfo

__all__ = ["Plan", "next_options", "plan_for", "prepare"]


class Plan:
    """What all calls with the same credentials have in common."""

    __slots__ = ("credentials", "headers", "secret_query")

    def __init__(
        self, headers: dict[str, str], secret_query: str, credentials: tuple[Auth, ...]
    ) -> None:
        self.headers = headers
        self.secret_query = secret_query
        self.credentials = credentials
        """Those that must sign each attempt."""


def plan_for(
    client: BaseClient, security: tuple[tuple[str, ...], ...] | None, accept: str
) -> Plan:
    """Headers and credentials for operations of one kind, made once."""
    key = (security, accept)
    plan = client._plans.get(key)
    if plan is None:
        plan = client._plans[key] = _make_plan(client, security, accept)
    return plan


def _make_plan(
    client: BaseClient, security: tuple[tuple[str, ...], ...] | None, accept: str
) -> Plan:
    headers = {
        "User-Agent": client._user_agent(),
        "Accept": accept,
        "Accept-Encoding": "gzip, deflate",
    }
    credentials = _choose(client, security)
    probe = Request("GET", client._base_url, headers)
    # Of two for one header the last one counts: those behind a dynamic one wait, too.
    first = next((at for at, one in enumerate(credentials) if one.dynamic), None)
    for credential in credentials[:first]:
        credential.sign(probe)
    merge_headers(headers, client._global_headers)
    merge_headers(headers, client._default_headers)
    later = () if first is None else credentials[first:]
    return Plan(headers, probe.secret_query, later)


def _choose(
    client: BaseClient, security: tuple[tuple[str, ...], ...] | None
) -> tuple[Auth, ...]:
    """The credentials of the first alternative that the client has all of."""
    auth = client._auth
    if security is None:
        security = client._security
    if security is None:
        security = tuple((name,) for name in auth)
    for alternative in security:
        if alternative and all(name in auth for name in alternative):
            return tuple(auth[name] for name in alternative)
    return ()


def prepare(
    client: BaseClient,
    operation: AnyOperation,
    options: RequestOptions,
    streaming: bool,
) -> Call:
    """The call that an operation and its arguments are. Nothing is sent.

    Raises ArgumentError or TypeError for an argument that cannot be sent.
    """
    if operation.client_values:
        options = _filled(client, operation, options)
    plan = plan_for(client, operation.security, operation.accept)
    headers = plan.headers.copy()
    if options.headers:
        _add_headers(operation, options.headers, headers)
    if options.cookies:
        _add_cookies(operation, options.cookies, headers)
    method = operation.method
    request = Request(method, _url(client, operation, options), headers)
    if options.body is not omit or options.extra_body is not None:
        _add_body(operation, options, request)
    secret = plan.secret_query
    if secret and secret not in request.url:
        request.url = f"{request.url}{'&' if '?' in request.url else '?'}{secret}"
        request.secret_query = secret
    if options.extra_headers:
        merge_headers(headers, options.extra_headers)
    safe = operation.idempotent
    if safe is None:
        safe = method in IDEMPOTENT
    if not safe:
        safe = _add_key(client, operation, options, headers)
    timeout = options.timeout
    retries = options.max_retries
    call = Call(
        client,
        operation,
        request,
        plan.credentials,
        Deadline(
            _timeout(client, operation) if timeout is omit else to_timeout(timeout)
        ),
        _retries(client, operation) if isinstance(retries, Omit) else retries,
        safe,
        streaming,
    )
    if plan.credentials:
        call.own_headers = (
            client._global_headers,
            client._default_headers,
            options.extra_headers or {},
        )
    return call


def _filled(
    client: BaseClient, operation: BaseOperation, options: RequestOptions
) -> RequestOptions:
    """The arguments, with what the client has been given for those that are absent."""
    changes: dict[str, Any] = {}
    for one in operation.client_values:
        given: Mapping[str, object] | None = getattr(options, one.location)
        values: Mapping[str, object] = changes.get(one.location, given or {})
        if values.get(one.name, omit) is not omit:
            continue
        value = getattr(client, one.attribute)
        if value is not None:
            changes[one.location] = {**values, one.name: value}
        elif one.required:
            raise TypeError(
                f"{one.attribute} is missing: give it to the client, or to this call"
            )
    return options.replace(**changes) if changes else options


def _timeout(client: BaseClient, operation: BaseOperation) -> Timeout:
    """The client's own, or the operation's where the client has the usual one."""
    if operation.timeout is None or client.timeout != DEFAULT_TIMEOUT:
        return client.timeout
    return to_timeout(operation.timeout)


def _retries(client: BaseClient, operation: BaseOperation) -> int:
    """The client's own number, or the operation's where the client has the usual one."""
    if operation.max_retries is None or client.max_retries != DEFAULT_RETRIES:
        return client.max_retries
    return operation.max_retries


def _url(client: BaseClient, operation: BaseOperation, options: RequestOptions) -> str:
    if options.url is not None:
        return options.url
    base = client._base_url
    if operation.server and base == client._default_server.rstrip("/"):
        base = check_base_url(follow(base + "/", operation.server))
    path = operation.path
    if "{" in path:
        path = _path(operation, options.path or {})
    url = join(base, path)
    query: Mapping[str, object] = options.query or {}
    if client._default_query or options.extra_query:
        given = {name: value for name, value in query.items() if value is not omit}
        query = {**client._default_query, **given, **(options.extra_query or {})}
    for value in query.values():
        if value is not omit:
            text = query_string(query, operation.query_styles)
            if text:
                return f"{url}{'&' if '?' in url else '?'}{text}"
            break
    return url


def _path(operation: BaseOperation, values: Mapping[str, object]) -> str:
    styles = operation.path_styles or {}
    parts = operation.parts()
    pieces = [parts[0]]
    for at in range(1, len(parts), 2):
        name = parts[at]
        pieces.append(path_segment(name, values.get(name, omit), styles.get(name)))
        pieces.append(parts[at + 1])
    path = "".join(pieces)
    # Several parameters may make up one segment: "{a}{b}" of "." and ".".
    if "." in path or "%2" in path:
        for segment in path.split("/"):
            if segment.replace("%2e", ".").replace("%2E", ".") in (".", ".."):
                raise ArgumentError(f"path parameters make the segment {segment!r}")
    return path


def _add_headers(
    operation: BaseOperation, values: Mapping[str, object], headers: dict[str, str]
) -> None:
    styles = operation.header_styles or {}
    for name, value in values.items():
        if value is not omit:
            if not isinstance(value, str):
                value = header_value(name, value, styles.get(name))
            set_header(headers, name, value)


def _add_cookies(
    operation: BaseOperation, values: Mapping[str, object], headers: dict[str, str]
) -> None:
    for value in values.values():
        if value is not omit:
            text = cookie_header(values, operation.cookie_styles)
            known = headers.get("Cookie")
            set_header(headers, "Cookie", f"{known}; {text}" if known else text)
            return


def _add_body(
    operation: BaseOperation, options: RequestOptions, request: Request
) -> None:
    from .body import encode

    try:
        encoded = encode(
            operation.body or "json",
            options.body,
            options.extra_body,
            operation.encoding,
            operation.files,
            operation.optional_body,
        )
    except UnicodeEncodeError as error:
        raise ArgumentError(f"the body: {error}") from None
    if encoded is not None:
        request.content = encoded.content
        request.rewindable = encoded.rewindable
        for name, value in encoded.headers.items():
            set_header(request.headers, name, value)


def _add_key(
    client: BaseClient,
    operation: BaseOperation,
    options: RequestOptions,
    headers: dict[str, str],
) -> bool:
    """Whether the request has an idempotency key, so that it may be repeated."""
    name = operation.idempotency_header or client._idempotency_header
    if options.idempotency_key is not None:
        set_header(headers, name, options.idempotency_key)
        return True
    lower = name.lower()
    if any(known.lower() == lower for known in headers):
        return True
    if operation.idempotency_header:
        from os import urandom

        set_header(headers, name, f"retry-{urandom(16).hex()}")
        return True
    return False


def next_options(
    client: BaseClient,
    operation: BaseOperation,
    options: RequestOptions,
    info: PageInfo | None,
) -> RequestOptions:
    """The arguments of the call for a following page.

    Raises PaginationError for a link to another origin: it must not get credentials.
    """
    if info is None:
        return options
    if info.url is not None:
        if operation.client_values:
            options = _filled(client, operation, options)
        here = _url(client, operation, options)
        target = follow(here, info.url)
        if origin(target) != origin(here):
            raise PaginationError(
                "the link to the next page leads to another origin: "
                f"{log.redact_url(target)}"
            )
        return options.replace(url=target)
    changes: dict[str, Any] = {}
    if info.query:
        changes["query"] = {**(options.query or {}), **info.query}
    if info.body:
        body: Any = options.body
        changes["body"] = {**(body if isinstance(body, dict) else {}), **info.body}
    return options.replace(**changes)
