"""`client.jobs`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .. import pagination, types
from .._runtime.operation import Operation, PagedOperation
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

_OFFSET: PagedOperation[
    pagination.SyncOffset[types.Item],
    pagination.AsyncOffset[types.Item],
] = PagedOperation(
    "GET",
    "/jobs:offset",
    sync_page=lambda: pagination.SyncOffset[types.Item],
    async_page=lambda: pagination.AsyncOffset[types.Item],
)

_NUMBER: PagedOperation[
    pagination.SyncNumbered[types.Item],
    pagination.AsyncNumbered[types.Item],
] = PagedOperation(
    "GET",
    "/jobs:number",
    sync_page=lambda: pagination.SyncNumbered[types.Item],
    async_page=lambda: pagination.AsyncNumbered[types.Item],
)

_CURSOR: PagedOperation[
    pagination.SyncCursor[types.Item],
    pagination.AsyncCursor[types.Item],
] = PagedOperation(
    "GET",
    "/jobs:cursor",
    sync_page=lambda: pagination.SyncCursor[types.Item],
    async_page=lambda: pagination.AsyncCursor[types.Item],
)

_LAST: PagedOperation[
    pagination.SyncLast[types.Item],
    pagination.AsyncLast[types.Item],
] = PagedOperation(
    "GET",
    "/jobs:last",
    sync_page=lambda: pagination.SyncLast[types.Item],
    async_page=lambda: pagination.AsyncLast[types.Item],
)

_PLAIN: Operation[types.Plain] = Operation(
    "GET",
    "/jobs:plain",
    returns=lambda: types.Plain,
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

    def offset(
        self,
        *,
        offset: int | Omit = omit,
        limit: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> pagination.SyncOffset[types.Item]:
        """`GET /jobs:offset`

        Example:
            for item in client.jobs.offset():
                print(item)
        """
        return self._list(
            _OFFSET,
            query={"offset": offset, "limit": limit},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def number(
        self,
        *,
        page: int | Omit = omit,
        per_page: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> pagination.SyncNumbered[types.Item]:
        """`GET /jobs:number`

        Example:
            for item in client.jobs.number():
                print(item)
        """
        return self._list(
            _NUMBER,
            query={"page": page, "per_page": per_page},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def cursor(
        self,
        *,
        page_token: str | Omit = omit,
        page_size: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> pagination.SyncCursor[types.Item]:
        """`GET /jobs:cursor`

        Example:
            for item in client.jobs.cursor():
                print(item)
        """
        return self._list(
            _CURSOR,
            query={"page_token": page_token, "page_size": page_size},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def last(
        self,
        *,
        after: str | Omit = omit,
        limit: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> pagination.SyncLast[types.Item]:
        """`GET /jobs:last`

        Example:
            for item in client.jobs.last():
                print(item)
        """
        return self._list(
            _LAST,
            query={"after": after, "limit": limit},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def plain(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Plain:
        """`GET /jobs:plain`

        Example:
            result = client.jobs.plain()
            print(result)
        """
        return self._request(
            _PLAIN,
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

    def offset(
        self,
        *,
        offset: int | Omit = omit,
        limit: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncPaginator[types.Item, pagination.AsyncOffset[types.Item]]:
        """`GET /jobs:offset`"""
        return self._list(
            _OFFSET,
            query={"offset": offset, "limit": limit},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def number(
        self,
        *,
        page: int | Omit = omit,
        per_page: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncPaginator[types.Item, pagination.AsyncNumbered[types.Item]]:
        """`GET /jobs:number`"""
        return self._list(
            _NUMBER,
            query={"page": page, "per_page": per_page},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def cursor(
        self,
        *,
        page_token: str | Omit = omit,
        page_size: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncPaginator[types.Item, pagination.AsyncCursor[types.Item]]:
        """`GET /jobs:cursor`"""
        return self._list(
            _CURSOR,
            query={"page_token": page_token, "page_size": page_size},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def last(
        self,
        *,
        after: str | Omit = omit,
        limit: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncPaginator[types.Item, pagination.AsyncLast[types.Item]]:
        """`GET /jobs:last`"""
        return self._list(
            _LAST,
            query={"after": after, "limit": limit},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def plain(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Plain:
        """`GET /jobs:plain`"""
        return await self._request(
            _PLAIN,
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
        self.offset = raw(resource.offset)
        self.number = raw(resource.number)
        self.cursor = raw(resource.cursor)
        self.last = raw(resource.last)
        self.plain = raw(resource.plain)


class AsyncJobsResourceWithRawResponse:
    """Methods of `AsyncJobsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.offset = async_raw(resource.offset)
        self.number = async_raw(resource.number)
        self.cursor = async_raw(resource.cursor)
        self.last = async_raw(resource.last)
        self.plain = async_raw(resource.plain)


class JobsResourceWithStreamingResponse:
    """Methods of `JobsResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.offset = streamed(resource.offset)
        self.number = streamed(resource.number)
        self.cursor = streamed(resource.cursor)
        self.last = streamed(resource.last)
        self.plain = streamed(resource.plain)


class AsyncJobsResourceWithStreamingResponse:
    """Methods of `AsyncJobsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.offset = async_streamed(resource.offset)
        self.number = async_streamed(resource.number)
        self.cursor = async_streamed(resource.cursor)
        self.last = async_streamed(resource.last)
        self.plain = async_streamed(resource.plain)
