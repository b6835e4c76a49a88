from __future__ import annotations

from functools import cached_property
from os import environ
from typing import TYPE_CHECKING

from ._runtime.auth import ApiKey, Basic, Bearer, OAuth2ClientCredentials
from ._runtime.client import AsyncClient, SyncClient
from ._runtime.errors import ClientError
from ._runtime.sentinel import Omit, omit
from ._version import __version__

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._runtime.auth import Auth
    from ._runtime.mismatch import OnMismatch
    from ._runtime.options import Headers, Query, Timeout
    from ._runtime.transport import AsyncHTTPClient, SyncHTTPClient
    from .resources.jobs import (
        AsyncJobsResource,
        AsyncJobsResourceWithRawResponse,
        AsyncJobsResourceWithStreamingResponse,
        JobsResource,
        JobsResourceWithRawResponse,
        JobsResourceWithStreamingResponse,
    )

__all__ = ["AsyncCase", "Case"]


class Case(SyncClient):
    """The sync client of Case."""

    _package = "case-security"
    _version = __version__
    _log_variable = "CASE_LOG"
    _security = (("bearer",),)

    bearer: str

    username: str | None

    password: str | None

    key: str | None

    query: str | None

    cookie: str | None

    client_id: str | None

    client_secret: str | None

    def __init__(
        self,
        *,
        bearer: str | None = None,
        username: str | None = None,
        password: str | None = None,
        key: str | None = None,
        query: str | None = None,
        cookie: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        base_url: str | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int = 2,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: SyncHTTPClient | None = None,
        on_mismatch: OnMismatch | None = None,
    ) -> None:
        """Create a client.

        Args:
            bearer: The usual token; read from `CASE_BEARER` when absent.
            username: The user name; read from `CASE_USERNAME` when absent.
            password: The password; read from `CASE_PASSWORD` when absent.
            key: The API key; read from `CASE_KEY` when absent.
            query: The API key; read from `CASE_QUERY` when absent.
            cookie: The API key; read from `CASE_COOKIE` when absent.
            client_id: The OAuth 2.0 client id; read from `CASE_CLIENT_ID` when absent.
            client_secret: The OAuth 2.0 client secret; read from
                `CASE_CLIENT_SECRET` when absent.
            base_url: Where the API is; read from `CASE_BASE_URL` when absent.
            timeout: Seconds for a whole call with its retries, or a `Timeout`.
            max_retries: How often a call that failed for the moment is sent again.
            default_headers: Sent with every request.
            default_query: Added to every request's query.
            http_client: Your own HTTP client; it is not closed by this one.
            on_mismatch: Called when an answer is not what the document says.
        """
        if bearer is None:
            bearer = environ.get("CASE_BEARER")
        if bearer is None:
            raise ClientError("bearer is missing: pass bearer=... or set CASE_BEARER")
        self.bearer = bearer
        if username is None:
            username = environ.get("CASE_USERNAME")
        self.username = username
        if password is None:
            password = environ.get("CASE_PASSWORD")
        self.password = password
        if key is None:
            key = environ.get("CASE_KEY")
        self.key = key
        if query is None:
            query = environ.get("CASE_QUERY")
        self.query = query
        if cookie is None:
            cookie = environ.get("CASE_COOKIE")
        self.cookie = cookie
        if client_id is None:
            client_id = environ.get("CASE_CLIENT_ID")
        self.client_id = client_id
        if client_secret is None:
            client_secret = environ.get("CASE_CLIENT_SECRET")
        self.client_secret = client_secret
        if base_url is None:
            base_url = environ.get("CASE_BASE_URL")
        if base_url is None:
            base_url = "https://api.example"
        auth: dict[str, Auth] = {"bearer": Bearer(bearer)}
        if username is not None and password is not None:
            auth["basic"] = Basic(username, password)
        if key is not None:
            auth["key"] = ApiKey(key, name="X-API-Key")
        if query is not None:
            auth["query"] = ApiKey(query, name="key", location="query")
        if cookie is not None:
            auth["cookie"] = ApiKey(cookie, name="sid", location="cookie")
        if client_id is not None and client_secret is not None:
            auth["oauth"] = OAuth2ClientCredentials(
                client_id,
                client_secret,
                token_url="https://api.example/token",
                token_name="id_token",
            )
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            on_mismatch=on_mismatch,
            auth=auth,
        )

    def copy(
        self,
        *,
        bearer: str | None = None,
        username: str | None = None,
        password: str | None = None,
        key: str | None = None,
        query: str | None = None,
        cookie: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        base_url: str | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: SyncHTTPClient | None = None,
        on_mismatch: OnMismatch | None = None,
    ) -> Self:
        """A client with some settings changed, on the same connections.

        `default_headers` and `default_query` are added to those of this client.
        """
        if bearer is None:
            bearer = self.bearer
        if username is None:
            username = self.username
        if password is None:
            password = self.password
        if key is None:
            key = self.key
        if query is None:
            query = self.query
        if cookie is None:
            cookie = self.cookie
        if client_id is None:
            client_id = self.client_id
        if client_secret is None:
            client_secret = self.client_secret
        return type(self)(
            bearer=bearer,
            username=username,
            password=password,
            key=key,
            query=query,
            cookie=cookie,
            client_id=client_id,
            client_secret=client_secret,
            **self._copy_options(
                base_url=base_url,
                timeout=timeout,
                max_retries=max_retries,
                default_headers=default_headers,
                default_query=default_query,
                http_client=http_client,
                on_mismatch=on_mismatch,
            ),
        )

    with_options = copy

    @cached_property
    def jobs(self) -> JobsResource:
        from .resources.jobs import JobsResource

        return JobsResource(self)

    @cached_property
    def with_raw_response(self) -> CaseWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return CaseWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> CaseWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return CaseWithStreamingResponse(self)


class AsyncCase(AsyncClient):
    """The async client of Case."""

    _package = "case-security"
    _version = __version__
    _log_variable = "CASE_LOG"
    _security = (("bearer",),)

    bearer: str

    username: str | None

    password: str | None

    key: str | None

    query: str | None

    cookie: str | None

    client_id: str | None

    client_secret: str | None

    def __init__(
        self,
        *,
        bearer: str | None = None,
        username: str | None = None,
        password: str | None = None,
        key: str | None = None,
        query: str | None = None,
        cookie: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        base_url: str | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int = 2,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: AsyncHTTPClient | None = None,
        on_mismatch: OnMismatch | None = None,
    ) -> None:
        """Create a client.

        Args:
            bearer: The usual token; read from `CASE_BEARER` when absent.
            username: The user name; read from `CASE_USERNAME` when absent.
            password: The password; read from `CASE_PASSWORD` when absent.
            key: The API key; read from `CASE_KEY` when absent.
            query: The API key; read from `CASE_QUERY` when absent.
            cookie: The API key; read from `CASE_COOKIE` when absent.
            client_id: The OAuth 2.0 client id; read from `CASE_CLIENT_ID` when absent.
            client_secret: The OAuth 2.0 client secret; read from
                `CASE_CLIENT_SECRET` when absent.
            base_url: Where the API is; read from `CASE_BASE_URL` when absent.
            timeout: Seconds for a whole call with its retries, or a `Timeout`.
            max_retries: How often a call that failed for the moment is sent again.
            default_headers: Sent with every request.
            default_query: Added to every request's query.
            http_client: Your own HTTP client; it is not closed by this one.
            on_mismatch: Called when an answer is not what the document says.
        """
        if bearer is None:
            bearer = environ.get("CASE_BEARER")
        if bearer is None:
            raise ClientError("bearer is missing: pass bearer=... or set CASE_BEARER")
        self.bearer = bearer
        if username is None:
            username = environ.get("CASE_USERNAME")
        self.username = username
        if password is None:
            password = environ.get("CASE_PASSWORD")
        self.password = password
        if key is None:
            key = environ.get("CASE_KEY")
        self.key = key
        if query is None:
            query = environ.get("CASE_QUERY")
        self.query = query
        if cookie is None:
            cookie = environ.get("CASE_COOKIE")
        self.cookie = cookie
        if client_id is None:
            client_id = environ.get("CASE_CLIENT_ID")
        self.client_id = client_id
        if client_secret is None:
            client_secret = environ.get("CASE_CLIENT_SECRET")
        self.client_secret = client_secret
        if base_url is None:
            base_url = environ.get("CASE_BASE_URL")
        if base_url is None:
            base_url = "https://api.example"
        auth: dict[str, Auth] = {"bearer": Bearer(bearer)}
        if username is not None and password is not None:
            auth["basic"] = Basic(username, password)
        if key is not None:
            auth["key"] = ApiKey(key, name="X-API-Key")
        if query is not None:
            auth["query"] = ApiKey(query, name="key", location="query")
        if cookie is not None:
            auth["cookie"] = ApiKey(cookie, name="sid", location="cookie")
        if client_id is not None and client_secret is not None:
            auth["oauth"] = OAuth2ClientCredentials(
                client_id,
                client_secret,
                token_url="https://api.example/token",
                token_name="id_token",
            )
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            on_mismatch=on_mismatch,
            auth=auth,
        )

    def copy(
        self,
        *,
        bearer: str | None = None,
        username: str | None = None,
        password: str | None = None,
        key: str | None = None,
        query: str | None = None,
        cookie: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        base_url: str | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: AsyncHTTPClient | None = None,
        on_mismatch: OnMismatch | None = None,
    ) -> Self:
        """A client with some settings changed, on the same connections.

        `default_headers` and `default_query` are added to those of this client.
        """
        if bearer is None:
            bearer = self.bearer
        if username is None:
            username = self.username
        if password is None:
            password = self.password
        if key is None:
            key = self.key
        if query is None:
            query = self.query
        if cookie is None:
            cookie = self.cookie
        if client_id is None:
            client_id = self.client_id
        if client_secret is None:
            client_secret = self.client_secret
        return type(self)(
            bearer=bearer,
            username=username,
            password=password,
            key=key,
            query=query,
            cookie=cookie,
            client_id=client_id,
            client_secret=client_secret,
            **self._copy_options(
                base_url=base_url,
                timeout=timeout,
                max_retries=max_retries,
                default_headers=default_headers,
                default_query=default_query,
                http_client=http_client,
                on_mismatch=on_mismatch,
            ),
        )

    with_options = copy

    @cached_property
    def jobs(self) -> AsyncJobsResource:
        from .resources.jobs import AsyncJobsResource

        return AsyncJobsResource(self)

    @cached_property
    def with_raw_response(self) -> AsyncCaseWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncCaseWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncCaseWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncCaseWithStreamingResponse(self)


class CaseWithRawResponse:
    """Methods of `Case` that return the HTTP response."""

    def __init__(self, client: Case) -> None:
        self._client = client

    @cached_property
    def jobs(self) -> JobsResourceWithRawResponse:
        from .resources.jobs import JobsResourceWithRawResponse

        return JobsResourceWithRawResponse(self._client.jobs)


class AsyncCaseWithRawResponse:
    """Methods of `AsyncCase` that return the HTTP response."""

    def __init__(self, client: AsyncCase) -> None:
        self._client = client

    @cached_property
    def jobs(self) -> AsyncJobsResourceWithRawResponse:
        from .resources.jobs import AsyncJobsResourceWithRawResponse

        return AsyncJobsResourceWithRawResponse(self._client.jobs)


class CaseWithStreamingResponse:
    """Methods of `Case` that open the HTTP response unread."""

    def __init__(self, client: Case) -> None:
        self._client = client

    @cached_property
    def jobs(self) -> JobsResourceWithStreamingResponse:
        from .resources.jobs import JobsResourceWithStreamingResponse

        return JobsResourceWithStreamingResponse(self._client.jobs)


class AsyncCaseWithStreamingResponse:
    """Methods of `AsyncCase` that open the HTTP response unread."""

    def __init__(self, client: AsyncCase) -> None:
        self._client = client

    @cached_property
    def jobs(self) -> AsyncJobsResourceWithStreamingResponse:
        from .resources.jobs import AsyncJobsResourceWithStreamingResponse

        return AsyncJobsResourceWithStreamingResponse(self._client.jobs)
