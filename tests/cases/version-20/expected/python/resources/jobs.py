"""`client.jobs`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.operation import Operation
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
    from .._runtime.files import FileTypes
    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncJobsResource", "JobsResource"]

_UPLOAD: Operation[None] = Operation(
    "POST",
    "/jobs:upload",
    body="multipart",
    files=["file"],
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

    def upload(
        self,
        *,
        file: FileTypes,
        note: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> None:
        """`POST /jobs:upload`

        Example:
            client.jobs.upload(file=b"Example data")
        """
        return self._request(
            _UPLOAD,
            body={"file": file, "note": note},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
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

    async def upload(
        self,
        *,
        file: FileTypes,
        note: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> None:
        """`POST /jobs:upload`"""
        return await self._request(
            _UPLOAD,
            body={"file": file, "note": note},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )


class JobsResourceWithRawResponse:
    """Methods of `JobsResource` that return the HTTP response."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.upload = raw(resource.upload)


class AsyncJobsResourceWithRawResponse:
    """Methods of `AsyncJobsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.upload = async_raw(resource.upload)


class JobsResourceWithStreamingResponse:
    """Methods of `JobsResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.upload = streamed(resource.upload)


class AsyncJobsResourceWithStreamingResponse:
    """Methods of `AsyncJobsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.upload = async_streamed(resource.upload)
