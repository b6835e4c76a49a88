from __future__ import annotations

from functools import cached_property
from os import environ
from typing import TYPE_CHECKING

from ._runtime.client import AsyncClient, SyncClient
from ._runtime.operation import Operation
from ._runtime.resource import async_raw, async_streamed, raw, streamed
from ._runtime.sentinel import Omit, omit
from ._version import __version__

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._runtime.mismatch import OnMismatch
    from ._runtime.options import Body, Headers, Query, Timeout
    from ._runtime.transport import AsyncHTTPClient, SyncHTTPClient
    from .resources.users.users import (
        AsyncUsersResource,
        AsyncUsersResourceWithRawResponse,
        AsyncUsersResourceWithStreamingResponse,
        UsersResource,
        UsersResourceWithRawResponse,
        UsersResourceWithStreamingResponse,
    )

__all__ = ["AsyncCase", "Case"]

_HEALTH: Operation[None] = Operation(
    "GET",
    "/v1/health",
)


class Case(SyncClient):
    """The sync client of Case."""

    _package = "case-resources"
    _version = __version__
    _log_variable = "CASE_LOG"
    _security = ()

    def __init__(
        self,
        *,
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
            base_url: Where the API is; read from `CASE_BASE_URL` when absent.
            timeout: Seconds for a whole call with its retries, or a `Timeout`.
            max_retries: How often a call that failed for the moment is sent again.
            default_headers: Sent with every request.
            default_query: Added to every request's query.
            http_client: Your own HTTP client; it is not closed by this one.
            on_mismatch: Called when an answer is not what the document says.
        """
        if base_url is None:
            base_url = environ.get("CASE_BASE_URL")
        if base_url is None:
            base_url = "https://api.example"
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            on_mismatch=on_mismatch,
        )

    def copy(
        self,
        *,
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
        return type(self)(
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
    def users(self) -> UsersResource:
        """People."""
        from .resources.users.users import UsersResource

        return UsersResource(self)

    @cached_property
    def with_raw_response(self) -> CaseWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return CaseWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> CaseWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return CaseWithStreamingResponse(self)

    def health(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /v1/health`

        Example:
            client.health()
        """
        return self._request(
            _HEALTH,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncCase(AsyncClient):
    """The async client of Case."""

    _package = "case-resources"
    _version = __version__
    _log_variable = "CASE_LOG"
    _security = ()

    def __init__(
        self,
        *,
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
            base_url: Where the API is; read from `CASE_BASE_URL` when absent.
            timeout: Seconds for a whole call with its retries, or a `Timeout`.
            max_retries: How often a call that failed for the moment is sent again.
            default_headers: Sent with every request.
            default_query: Added to every request's query.
            http_client: Your own HTTP client; it is not closed by this one.
            on_mismatch: Called when an answer is not what the document says.
        """
        if base_url is None:
            base_url = environ.get("CASE_BASE_URL")
        if base_url is None:
            base_url = "https://api.example"
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            on_mismatch=on_mismatch,
        )

    def copy(
        self,
        *,
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
        return type(self)(
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
    def users(self) -> AsyncUsersResource:
        """People."""
        from .resources.users.users import AsyncUsersResource

        return AsyncUsersResource(self)

    @cached_property
    def with_raw_response(self) -> AsyncCaseWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncCaseWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncCaseWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncCaseWithStreamingResponse(self)

    async def health(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /v1/health`"""
        return await self._request(
            _HEALTH,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class CaseWithRawResponse:
    """Methods of `Case` that return the HTTP response."""

    def __init__(self, client: Case) -> None:
        self._client = client
        self.health = raw(client.health)

    @cached_property
    def users(self) -> UsersResourceWithRawResponse:
        """People."""
        from .resources.users.users import UsersResourceWithRawResponse

        return UsersResourceWithRawResponse(self._client.users)


class AsyncCaseWithRawResponse:
    """Methods of `AsyncCase` that return the HTTP response."""

    def __init__(self, client: AsyncCase) -> None:
        self._client = client
        self.health = async_raw(client.health)

    @cached_property
    def users(self) -> AsyncUsersResourceWithRawResponse:
        """People."""
        from .resources.users.users import AsyncUsersResourceWithRawResponse

        return AsyncUsersResourceWithRawResponse(self._client.users)


class CaseWithStreamingResponse:
    """Methods of `Case` that open the HTTP response unread."""

    def __init__(self, client: Case) -> None:
        self._client = client
        self.health = streamed(client.health)

    @cached_property
    def users(self) -> UsersResourceWithStreamingResponse:
        """People."""
        from .resources.users.users import UsersResourceWithStreamingResponse

        return UsersResourceWithStreamingResponse(self._client.users)


class AsyncCaseWithStreamingResponse:
    """Methods of `AsyncCase` that open the HTTP response unread."""

    def __init__(self, client: AsyncCase) -> None:
        self._client = client
        self.health = async_streamed(client.health)

    @cached_property
    def users(self) -> AsyncUsersResourceWithStreamingResponse:
        """People."""
        from .resources.users.users import AsyncUsersResourceWithStreamingResponse

        return AsyncUsersResourceWithStreamingResponse(self._client.users)
