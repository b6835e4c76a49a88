"""`client.jobs_any`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

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
    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncJobsAnyResource", "JobsAnyResource"]

_UPDATE: Operation[Any] = Operation(
    "POST",
    "/jobs:any/{name}",
    returns=lambda: Any,
    body="json",
)


class JobsAnyResource(SyncResource):
    """The methods of `client.jobs_any`."""

    @cached_property
    def with_raw_response(self) -> JobsAnyResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return JobsAnyResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> JobsAnyResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return JobsAnyResourceWithStreamingResponse(self)

    def update(
        self,
        name: str,
        *,
        body: Any | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> Any:
        """`POST /jobs:any/{name}`

        Example:
            result = client.jobs_any.update("name")
            print(result)
        """
        return self._request(
            _UPDATE,
            path={"name": name},
            body=body,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )


class AsyncJobsAnyResource(AsyncResource):
    """The methods of `client.jobs_any`."""

    @cached_property
    def with_raw_response(self) -> AsyncJobsAnyResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncJobsAnyResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncJobsAnyResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncJobsAnyResourceWithStreamingResponse(self)

    async def update(
        self,
        name: str,
        *,
        body: Any | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> Any:
        """`POST /jobs:any/{name}`"""
        return await self._request(
            _UPDATE,
            path={"name": name},
            body=body,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )


class JobsAnyResourceWithRawResponse:
    """Methods of `JobsAnyResource` that return the HTTP response."""

    def __init__(self, resource: JobsAnyResource) -> None:
        self._resource = resource
        self.update = raw(resource.update)


class AsyncJobsAnyResourceWithRawResponse:
    """Methods of `AsyncJobsAnyResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsAnyResource) -> None:
        self._resource = resource
        self.update = async_raw(resource.update)


class JobsAnyResourceWithStreamingResponse:
    """Methods of `JobsAnyResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsAnyResource) -> None:
        self._resource = resource
        self.update = streamed(resource.update)


class AsyncJobsAnyResourceWithStreamingResponse:
    """Methods of `AsyncJobsAnyResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsAnyResource) -> None:
        self._resource = resource
        self.update = async_streamed(resource.update)
