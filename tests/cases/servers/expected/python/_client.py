from __future__ import annotations

from functools import cached_property
from os import environ
from typing import TYPE_CHECKING

from ._runtime.client import AsyncClient, SyncClient
from ._runtime.sentinel import Omit, omit
from ._runtime.url import expand_server
from ._version import __version__

if TYPE_CHECKING:
    from typing_extensions import Self

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

    _package = "case-servers"
    _version = __version__
    _log_variable = "CASE_LOG"
    _security = ()
    _default_server = "https://{region}.{zone}.{place}.api.example:{port}/v1"

    region: str | None

    zone: str | None

    place: str | None

    port: str | None

    def __init__(
        self,
        *,
        region: str | None = None,
        zone: str | None = None,
        place: str | None = None,
        port: str | None = None,
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
            region: Where.
            zone: A part of the base URL.
            place: A part of the base URL.
            port: A part of the base URL.
            base_url: Where the API is; read from `CASE_BASE_URL` when absent.
            timeout: Seconds for a whole call with its retries, or a `Timeout`.
            max_retries: How often a call that failed for the moment is sent again.
            default_headers: Sent with every request.
            default_query: Added to every request's query.
            http_client: Your own HTTP client; it is not closed by this one.
            on_mismatch: Called when an answer is not what the document says.
        """
        self.region = region
        self.zone = zone
        self.place = place
        self.port = port
        if base_url is None:
            base_url = environ.get("CASE_BASE_URL")
        if base_url is None:
            base_url = expand_server(
                "https://{region}.{zone}.{place}.api.example:{port}/v1",
                {
                    "region": ("eu", ["eu", "us"]),
                    "zone": (
                        "east-1",
                        ["east-1", "east-2", "middle-1", "middle-2", "west-1"],
                    ),
                    "place": (
                        "aaaaaaaaaaaaaaaaaaa",
                        [
                            "aaaaaaaaaaaaaaaaaaa",
                            "bbbbbbbbbbbbbbbbbbb",
                            "cccccccccccccccccc",
                        ],
                    ),
                    "port": ("443", None),
                },
                {"region": region, "zone": zone, "place": place, "port": port},
            )
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
        region: str | None = None,
        zone: str | None = None,
        place: str | None = None,
        port: str | None = None,
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
        if region is None:
            region = self.region
        if zone is None:
            zone = self.zone
        if place is None:
            place = self.place
        if port is None:
            port = self.port
        return type(self)(
            region=region,
            zone=zone,
            place=place,
            port=port,
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

    _package = "case-servers"
    _version = __version__
    _log_variable = "CASE_LOG"
    _security = ()
    _default_server = "https://{region}.{zone}.{place}.api.example:{port}/v1"

    region: str | None

    zone: str | None

    place: str | None

    port: str | None

    def __init__(
        self,
        *,
        region: str | None = None,
        zone: str | None = None,
        place: str | None = None,
        port: str | None = None,
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
            region: Where.
            zone: A part of the base URL.
            place: A part of the base URL.
            port: A part of the base URL.
            base_url: Where the API is; read from `CASE_BASE_URL` when absent.
            timeout: Seconds for a whole call with its retries, or a `Timeout`.
            max_retries: How often a call that failed for the moment is sent again.
            default_headers: Sent with every request.
            default_query: Added to every request's query.
            http_client: Your own HTTP client; it is not closed by this one.
            on_mismatch: Called when an answer is not what the document says.
        """
        self.region = region
        self.zone = zone
        self.place = place
        self.port = port
        if base_url is None:
            base_url = environ.get("CASE_BASE_URL")
        if base_url is None:
            base_url = expand_server(
                "https://{region}.{zone}.{place}.api.example:{port}/v1",
                {
                    "region": ("eu", ["eu", "us"]),
                    "zone": (
                        "east-1",
                        ["east-1", "east-2", "middle-1", "middle-2", "west-1"],
                    ),
                    "place": (
                        "aaaaaaaaaaaaaaaaaaa",
                        [
                            "aaaaaaaaaaaaaaaaaaa",
                            "bbbbbbbbbbbbbbbbbbb",
                            "cccccccccccccccccc",
                        ],
                    ),
                    "port": ("443", None),
                },
                {"region": region, "zone": zone, "place": place, "port": port},
            )
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
        region: str | None = None,
        zone: str | None = None,
        place: str | None = None,
        port: str | None = None,
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
        if region is None:
            region = self.region
        if zone is None:
            zone = self.zone
        if place is None:
            place = self.place
        if port is None:
            port = self.port
        return type(self)(
            region=region,
            zone=zone,
            place=place,
            port=port,
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
