"""Credentials: how a request is signed, and where its secrets are.

A credential that never changes is applied once for all calls. One that is `dynamic`
is applied before each attempt, and is asked once for another one after a 401.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, Literal

from .errors import ArgumentError, ClientError
from .request import Request, set_header

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Task
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from typing import TypeAlias

    from .client_async import AsyncClient
    from .client_sync import SyncClient
    from .transport import Deadline

    Provider: TypeAlias = "Callable[[], str] | Callable[[], Awaitable[str]]"
    """A function that gives the current token; may be async for an async client."""

__all__ = ["ApiKey", "Auth", "Basic", "Bearer", "OAuth2ClientCredentials"]


class Auth:
    """A credential. Subclass it for a scheme of your own."""

    dynamic: bool = False
    """Whether `apply` must run before each attempt."""

    def secrets(self) -> tuple[str, ...]:
        """Names of the headers and query parameters that hold the secret."""
        return ("Authorization",)

    def apply(self, request: Request, client: SyncClient, deadline: Deadline) -> None:
        """Sign the request."""
        self.sign(request)

    async def apply_async(
        self, request: Request, client: AsyncClient, deadline: Deadline
    ) -> None:
        """Sign the request of an async client."""
        self.sign(request)

    def sign(self, request: Request) -> None:
        """Sign the request without any waiting."""
        raise NotImplementedError

    def refused(self, request: Request, cache: dict[Any, Any]) -> bool:
        """The server said 401: whether signing again may give another secret."""
        return False


class _Token(Auth):
    """A secret that is given, or that a function gives."""

    def __init__(self, secret: str | Provider) -> None:
        self._secret = secret
        self.dynamic = not isinstance(secret, str)

    def place(self, request: Request, secret: str) -> None:
        """Put the secret where the scheme wants it."""
        raise NotImplementedError

    def sign(self, request: Request) -> None:
        if isinstance(self._secret, str):
            self.place(request, self._secret)

    def apply(self, request: Request, client: SyncClient, deadline: Deadline) -> None:
        secret = self._secret if isinstance(self._secret, str) else self._secret()
        if not isinstance(secret, str):
            close = getattr(secret, "close", None)
            if close is not None:
                close()
            raise TypeError("the token provider of a sync client must return a str")
        self.place(request, secret)

    async def apply_async(
        self, request: Request, client: AsyncClient, deadline: Deadline
    ) -> None:
        secret = self._secret if isinstance(self._secret, str) else self._secret()
        self.place(request, secret if isinstance(secret, str) else await secret)

    def refused(self, request: Request, cache: dict[Any, Any]) -> bool:
        return self.dynamic

    def __repr__(self) -> str:
        return f"{type(self).__name__}([redacted])"


class Bearer(_Token):
    """A bearer token (RFC 6750), or a function that gives the current one."""

    def place(self, request: Request, secret: str) -> None:
        set_header(request.headers, "Authorization", f"Bearer {secret}")


class ApiKey(_Token):
    """A key in a header, the query or a cookie."""

    def __init__(
        self,
        key: str | Provider,
        *,
        name: str,
        location: Literal["header", "query", "cookie"] = "header",
    ) -> None:
        super().__init__(key)
        self.name = name
        self.location: Literal["header", "query", "cookie"] = location

    def secrets(self) -> tuple[str, ...]:
        return ("Cookie" if self.location == "cookie" else self.name,)

    def place(self, request: Request, secret: str) -> None:
        if self.location == "header":
            set_header(request.headers, self.name, secret)
            return
        from urllib.parse import quote

        prefix = f"{quote(self.name, safe='')}="
        pair = prefix + quote(secret, safe="")
        if self.location == "query":
            others = _without(request.secret_query.split("&"), prefix)
            secrets = "&".join([*others, pair])
            request.url = replace_secret(request.url, request.secret_query, secrets)
            request.secret_query = secrets
            return
        others = _without(request.headers.get("Cookie", "").split("; "), prefix)
        set_header(request.headers, "Cookie", "; ".join([*others, pair]))


class Basic(Auth):
    """User name and password (RFC 7617)."""

    def __init__(self, username: str, password: str) -> None:
        if ":" in username:
            raise ArgumentError(
                "a user name of basic authentication cannot have a colon"
            )
        self._value = basic_value(username, password)

    def sign(self, request: Request) -> None:
        set_header(request.headers, "Authorization", self._value)

    def __repr__(self) -> str:
        return "Basic([redacted])"


class OAuth2ClientCredentials(Auth):
    """The OAuth 2.0 client credentials grant (RFC 6749, section 4.4).

    The token is fetched at the first call, shared by all calls and copies of the client,
    renewed before it ends and once after a 401. Calls that need it at the same time
    share one fetch. The token endpoint is never followed to another place.
    """

    dynamic = True

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        *,
        token_url: str,
        scopes: Sequence[str] = (),
        parameters: Mapping[str, str] | None = None,
        client_authentication: Literal["basic", "post"] = "basic",
        token_name: str = "access_token",
        leeway: float = 30.0,
    ) -> None:
        """`parameters` are further ones of the token request (audience, resource);
        `token_name` is the member of its answer that is the token; `leeway` is how many
        seconds before its end a token is renewed."""
        self.client_id = client_id
        self.token_url = token_url
        self.scopes = tuple(scopes)
        self._secret = client_secret
        self._parameters = dict(parameters or {})
        self._post = client_authentication == "post"
        self._token_name = token_name
        self._leeway = leeway

    def __repr__(self) -> str:
        return f"OAuth2ClientCredentials({self.client_id!r}, [redacted])"

    def apply(self, request: Request, client: SyncClient, deadline: Deadline) -> None:
        cache = client._shared.tokens()
        state = self._state(cache)
        token = state.current()
        if token is None:
            with state.lock:
                token = state.current()
                if token is None:
                    answer = client._fetch_token(
                        self._token_request(client._base_url, client._user_agent()),
                        deadline,
                    )
                    token = self._store(state, answer)
        self._place(request, token)

    async def apply_async(
        self, request: Request, client: AsyncClient, deadline: Deadline
    ) -> None:
        state = self._state(client._shared.tokens())
        token = state.current()
        if token is None:
            import asyncio

            loop = asyncio.get_running_loop()
            task = state.task
            if task is None or task.done() or state.loop is not loop:
                # A task of its own: when the call that began it is cancelled, the
                # others that wait for it still get their token.
                task = loop.create_task(self._fetch(state, client, deadline))
                task.add_done_callback(_retrieve)
                state.task, state.loop = task, loop
            token = await asyncio.shield(task)
        self._place(request, token)

    async def _fetch(
        self, state: _TokenState, client: AsyncClient, deadline: Deadline
    ) -> str:
        answer = await client._fetch_token(
            self._token_request(client._base_url, client._user_agent()), deadline
        )
        return self._store(state, answer)

    def refused(self, request: Request, cache: dict[Any, Any]) -> bool:
        state = self._state(cache)
        if request.headers.get("Authorization") == f"Bearer {state.token}":
            state.token = None
        return True

    def _place(self, request: Request, token: str) -> None:
        set_header(request.headers, "Authorization", f"Bearer {token}")

    def _state(self, cache: dict[Any, Any]) -> _TokenState:
        key = (
            self.token_url,
            self.client_id,
            self._secret,
            self.scopes,
            tuple(self._parameters.items()),
        )
        state = cache.get(key)
        if state is None:
            state = cache.setdefault(key, _TokenState())
        assert isinstance(state, _TokenState)
        return state

    def _token_request(self, base_url: str, user_agent: str) -> Request:
        from urllib.parse import urlencode

        from .url import follow, warn_if_exposed

        form = {"grant_type": "client_credentials", **self._parameters}
        if self.scopes:
            form["scope"] = " ".join(self.scopes)
        headers = {
            "User-Agent": user_agent,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        if self._post:
            form["client_id"] = self.client_id
            form["client_secret"] = self._secret
        else:
            from urllib.parse import quote_plus

            headers["Authorization"] = basic_value(
                quote_plus(self.client_id), quote_plus(self._secret)
            )
        url = follow(base_url + "/", self.token_url)
        warn_if_exposed(url)
        return Request("POST", url, headers, urlencode(form).encode("ascii"))

    def _store(self, state: _TokenState, answer: Any) -> str:
        if not isinstance(answer, dict):
            raise ClientError("the answer of the token endpoint is not an object")
        members: dict[str, Any] = {**answer}
        token = members.get(self._token_name)
        if not isinstance(token, str) or not token:
            raise ClientError(
                f"the answer of the token endpoint has no {self._token_name!r}"
            )
        try:
            lifetime = float(members.get("expires_in", "inf"))
        except (TypeError, ValueError):
            lifetime = float("inf")
        state.end = monotonic() + lifetime - min(self._leeway, lifetime / 2)
        state.token = token
        return token


class _TokenState:
    """The token that the copies of a client share, and the fetch that is under way."""

    __slots__ = ("end", "lock", "loop", "task", "token")

    def __init__(self) -> None:
        from threading import Lock

        self.token: str | None = None
        self.end = 0.0
        self.lock = Lock()
        self.task: Task[str] | None = None
        self.loop: AbstractEventLoop | None = None

    def current(self) -> str | None:
        """The token, when there is one that has not ended."""
        return self.token if monotonic() < self.end else None


def _retrieve(task: Task[str]) -> None:
    """Take note of the error of a fetch that nobody waits for any more."""
    if not task.cancelled():
        task.exception()


def basic_value(username: str, password: str) -> str:
    """The value of the Authorization header of basic authentication."""
    from binascii import b2a_base64

    pair = f"{username}:{password}".encode()
    return "Basic " + b2a_base64(pair, newline=False).decode("ascii")


def _without(pairs: list[str], prefix: str) -> list[str]:
    return [pair for pair in pairs if pair and not pair.startswith(prefix)]


def replace_secret(url: str, old: str, new: str) -> str:
    """The URL with the credentials in its query replaced, or added to it."""
    head, _, query = url.partition("?")
    known = old.split("&")
    pairs = [pair for pair in query.split("&") if pair and pair not in known]
    return f"{head}?{'&'.join([*pairs, new])}"
