"""`client.beta.batch`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ... import pagination, types
from ..._runtime.operation import Operation, PagedOperation
from ..._runtime.resource import (
    AsyncResource,
    SyncResource,
    async_raw,
    async_streamed,
    raw,
    streamed,
)
from ..._runtime.sentinel import Omit, omit

if TYPE_CHECKING:
    from typing import Literal

    from ..._runtime.options import Body, Headers, Query, Timeout
    from ..._runtime.paging import AsyncPaginator

__all__ = ["AsyncBatchResource", "BatchResource"]

_LIST: PagedOperation[
    pagination.SyncPaginatedBatchItems[types.beta.BatchListResponse],
    pagination.AsyncPaginatedBatchItems[types.beta.BatchListResponse],
] = PagedOperation(
    "GET",
    "/api/v1/beta/batch-processing",
    sync_page=lambda: pagination.SyncPaginatedBatchItems[types.beta.BatchListResponse],
    async_page=lambda: pagination.AsyncPaginatedBatchItems[
        types.beta.BatchListResponse
    ],
)

_GET_STATUS: Operation[types.beta.BatchGetStatusResponse] = Operation(
    "GET",
    "/api/v1/beta/batch-processing/{job_id}",
    returns=lambda: types.beta.BatchGetStatusResponse,
)


class BatchResource(SyncResource):
    """The methods of `client.beta.batch`."""

    @cached_property
    def with_raw_response(self) -> BatchResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return BatchResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> BatchResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return BatchResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        directory_id: str | None | Omit = omit,
        job_type: Literal["parse", "extract", "classify"] | None | Omit = omit,
        limit: int | Omit = omit,
        offset: int | Omit = omit,
        organization_id: str | None | Omit = omit,
        project_id: str | None | Omit = omit,
        status: types.beta.BatchListParamsStatus | None | Omit = omit,
        session: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> pagination.SyncPaginatedBatchItems[types.beta.BatchListResponse]:
        """List Batch Jobs

        List batch processing jobs with optional filtering.

        Filter by `directory_id`, `job_type`, or `status`. Results
        are paginated with configurable `limit` and `offset`.

        Args:
            directory_id: Filter by directory ID
            job_type: Filter by job type (PARSE, EXTRACT, CLASSIFY)
            limit: Maximum number of jobs to return (at least 1, at most 1000)
            offset: Number of jobs to skip for pagination (at least 0)
            status: Filter by job status (PENDING, RUNNING, COMPLETED, FAILED,
                CANCELLED)

        Example:
            for item in client.beta.batch.list():
                print(item)
        """
        return self._list(
            _LIST,
            query={
                "directory_id": directory_id,
                "job_type": job_type,
                "limit": limit,
                "offset": offset,
                "organization_id": organization_id,
                "project_id": project_id,
                "status": status,
            },
            cookies={"session": session},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def get_status(
        self,
        job_id: str,
        *,
        organization_id: str | None | Omit = omit,
        project_id: str | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.beta.BatchGetStatusResponse:
        """Get Batch Job Status

        Get detailed status of a batch processing job.

        Returns current progress percentage, file counts (total, processed, failed,
        skipped), and timestamps.

        Example:
            result = client.beta.batch.get_status("job_id")
            print(result.job)
        """
        return self._request(
            _GET_STATUS,
            path={"job_id": job_id},
            query={"organization_id": organization_id, "project_id": project_id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncBatchResource(AsyncResource):
    """The methods of `client.beta.batch`."""

    @cached_property
    def with_raw_response(self) -> AsyncBatchResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncBatchResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncBatchResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncBatchResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        directory_id: str | None | Omit = omit,
        job_type: Literal["parse", "extract", "classify"] | None | Omit = omit,
        limit: int | Omit = omit,
        offset: int | Omit = omit,
        organization_id: str | None | Omit = omit,
        project_id: str | None | Omit = omit,
        status: types.beta.BatchListParamsStatus | None | Omit = omit,
        session: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncPaginator[
        types.beta.BatchListResponse,
        pagination.AsyncPaginatedBatchItems[types.beta.BatchListResponse],
    ]:
        """List Batch Jobs

        List batch processing jobs with optional filtering.

        Filter by `directory_id`, `job_type`, or `status`. Results
        are paginated with configurable `limit` and `offset`.

        Args:
            directory_id: Filter by directory ID
            job_type: Filter by job type (PARSE, EXTRACT, CLASSIFY)
            limit: Maximum number of jobs to return (at least 1, at most 1000)
            offset: Number of jobs to skip for pagination (at least 0)
            status: Filter by job status (PENDING, RUNNING, COMPLETED, FAILED,
                CANCELLED)
        """
        return self._list(
            _LIST,
            query={
                "directory_id": directory_id,
                "job_type": job_type,
                "limit": limit,
                "offset": offset,
                "organization_id": organization_id,
                "project_id": project_id,
                "status": status,
            },
            cookies={"session": session},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def get_status(
        self,
        job_id: str,
        *,
        organization_id: str | None | Omit = omit,
        project_id: str | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.beta.BatchGetStatusResponse:
        """Get Batch Job Status

        Get detailed status of a batch processing job.

        Returns current progress percentage, file counts (total, processed, failed,
        skipped), and timestamps.
        """
        return await self._request(
            _GET_STATUS,
            path={"job_id": job_id},
            query={"organization_id": organization_id, "project_id": project_id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class BatchResourceWithRawResponse:
    """Methods of `BatchResource` that return the HTTP response."""

    def __init__(self, resource: BatchResource) -> None:
        self._resource = resource
        self.list = raw(resource.list)
        self.get_status = raw(resource.get_status)


class AsyncBatchResourceWithRawResponse:
    """Methods of `AsyncBatchResource` that return the HTTP response."""

    def __init__(self, resource: AsyncBatchResource) -> None:
        self._resource = resource
        self.list = async_raw(resource.list)
        self.get_status = async_raw(resource.get_status)


class BatchResourceWithStreamingResponse:
    """Methods of `BatchResource` that open the HTTP response unread."""

    def __init__(self, resource: BatchResource) -> None:
        self._resource = resource
        self.list = streamed(resource.list)
        self.get_status = streamed(resource.get_status)


class AsyncBatchResourceWithStreamingResponse:
    """Methods of `AsyncBatchResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncBatchResource) -> None:
        self._resource = resource
        self.list = async_streamed(resource.list)
        self.get_status = async_streamed(resource.get_status)
