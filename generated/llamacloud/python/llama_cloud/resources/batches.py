"""`client.batches`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .. import pagination, types
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
    from datetime import datetime

    from .._runtime.options import Body, Headers, Query, Timeout
    from .._runtime.paging import AsyncPaginator

__all__ = ["AsyncBatchesResource", "BatchesResource"]

_LIST: PagedOperation[
    pagination.SyncPaginatedCursor[types.BatchListResponse],
    pagination.AsyncPaginatedCursor[types.BatchListResponse],
] = PagedOperation(
    "GET",
    "/api/v2/batches",
    sync_page=lambda: pagination.SyncPaginatedCursor[types.BatchListResponse],
    async_page=lambda: pagination.AsyncPaginatedCursor[types.BatchListResponse],
)


class BatchesResource(SyncResource):
    """The methods of `client.batches`."""

    @cached_property
    def with_raw_response(self) -> BatchesResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return BatchesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> BatchesResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return BatchesResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        created_at_on_or_after: str | datetime | None | Omit = omit,
        created_at_on_or_before: str | datetime | None | Omit = omit,
        organization_id: str | None | Omit = omit,
        page_size: int | None | Omit = omit,
        page_token: str | None | Omit = omit,
        project_id: str | None | Omit = omit,
        source_directory_id: str | None | Omit = omit,
        status: types.BatchListParamsStatus | None | Omit = omit,
        session: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> pagination.SyncPaginatedCursor[types.BatchListResponse]:
        """List Batches

        List batches for the current project.

        Example:
            for item in client.batches.list():
                print(item)
        """
        return self._list(
            _LIST,
            query={
                "created_at_on_or_after": created_at_on_or_after,
                "created_at_on_or_before": created_at_on_or_before,
                "organization_id": organization_id,
                "page_size": page_size,
                "page_token": page_token,
                "project_id": project_id,
                "source_directory_id": source_directory_id,
                "status": status,
            },
            cookies={"session": session},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncBatchesResource(AsyncResource):
    """The methods of `client.batches`."""

    @cached_property
    def with_raw_response(self) -> AsyncBatchesResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncBatchesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncBatchesResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncBatchesResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        created_at_on_or_after: str | datetime | None | Omit = omit,
        created_at_on_or_before: str | datetime | None | Omit = omit,
        organization_id: str | None | Omit = omit,
        page_size: int | None | Omit = omit,
        page_token: str | None | Omit = omit,
        project_id: str | None | Omit = omit,
        source_directory_id: str | None | Omit = omit,
        status: types.BatchListParamsStatus | None | Omit = omit,
        session: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncPaginator[
        types.BatchListResponse,
        pagination.AsyncPaginatedCursor[types.BatchListResponse],
    ]:
        """List Batches

        List batches for the current project.
        """
        return self._list(
            _LIST,
            query={
                "created_at_on_or_after": created_at_on_or_after,
                "created_at_on_or_before": created_at_on_or_before,
                "organization_id": organization_id,
                "page_size": page_size,
                "page_token": page_token,
                "project_id": project_id,
                "source_directory_id": source_directory_id,
                "status": status,
            },
            cookies={"session": session},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class BatchesResourceWithRawResponse:
    """Methods of `BatchesResource` that return the HTTP response."""

    def __init__(self, resource: BatchesResource) -> None:
        self._resource = resource
        self.list = raw(resource.list)


class AsyncBatchesResourceWithRawResponse:
    """Methods of `AsyncBatchesResource` that return the HTTP response."""

    def __init__(self, resource: AsyncBatchesResource) -> None:
        self._resource = resource
        self.list = async_raw(resource.list)


class BatchesResourceWithStreamingResponse:
    """Methods of `BatchesResource` that open the HTTP response unread."""

    def __init__(self, resource: BatchesResource) -> None:
        self._resource = resource
        self.list = streamed(resource.list)


class AsyncBatchesResourceWithStreamingResponse:
    """Methods of `AsyncBatchesResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncBatchesResource) -> None:
        self._resource = resource
        self.list = async_streamed(resource.list)
