"""`client.jobs`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .. import pagination
from .._runtime.operation import PagedOperation
from .._runtime.resource import (
    AsyncResource,
    SyncResource,
    async_raw,
    async_streamed,
    raw,
    streamed,
)
from .._runtime.sentinel import Omit, omit

if TYPE_CHECKING:
    from .._runtime.options import Body, Headers, Query, Timeout
    from .._runtime.paging import AsyncPaginator

__all__ = ["AsyncJobsResource", "JobsResource"]

_NEXT: PagedOperation[
    pagination.SyncJobsNextPage[str],
    pagination.AsyncJobsNextPage[str],
] = PagedOperation(
    "GET",
    "/jobs:next",
    sync_page=lambda: pagination.SyncJobsNextPage[str],
    async_page=lambda: pagination.AsyncJobsNextPage[str],
)


class JobsResource(SyncResource):
    """The methods of `client.jobs`."""

    @cached_property
    def with_raw_response(self) -> JobsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return JobsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> JobsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return JobsResourceWithStreamingResponse(self)

    def next(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> pagination.SyncJobsNextPage[str]:
        """`GET /jobs:next`"""
        return self._list(
            _NEXT,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncJobsResource(AsyncResource):
    """The methods of `client.jobs`."""

    @cached_property
    def with_raw_response(self) -> AsyncJobsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncJobsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncJobsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncJobsResourceWithStreamingResponse(self)

    def next(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncPaginator[str, pagination.AsyncJobsNextPage[str]]:
        """`GET /jobs:next`"""
        return self._list(
            _NEXT,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class JobsResourceWithRawResponse:
    """Methods of `JobsResource` that return the HTTP response."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.next = raw(resource.next)


class AsyncJobsResourceWithRawResponse:
    """Methods of `AsyncJobsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.next = async_raw(resource.next)


class JobsResourceWithStreamingResponse:
    """Methods of `JobsResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.next = streamed(resource.next)


class AsyncJobsResourceWithStreamingResponse:
    """Methods of `AsyncJobsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.next = async_streamed(resource.next)
