"""`client.jobs`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .. import types
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

__all__ = ["AsyncJobsResource", "JobsResource"]

_RETRIEVE: Operation[types.Job | types.Waiting] = Operation(
    "GET",
    "/jobs/{id}",
    returns=lambda: types.Job,
    responses={"202": lambda: types.Waiting},
    errors={
        "404": lambda: types.Problem,
        "4XX": lambda: types.Problem,
        "default": lambda: types.JobRetrieveError,
    },
)

_DELETE: Operation[None] = Operation(
    "DELETE",
    "/jobs/{id}",
)

_CREATE: Operation[str] = Operation(
    "POST",
    "/jobs/{id}",
    returns=lambda: str,
)

_UPDATE: Operation[types.Job] = Operation(
    "PUT",
    "/jobs/{id}",
    returns=lambda: types.Job,
)

_HEAD: Operation[None] = Operation(
    "HEAD",
    "/jobs/{id}",
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

    def retrieve(
        self,
        id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Job | types.Waiting:
        """`GET /jobs/{id}`

        Example:
            result = client.jobs.retrieve("id")
            print(result)
        """
        return self._request(
            _RETRIEVE,
            path={"id": id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def delete(
        self,
        id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`DELETE /jobs/{id}`

        Example:
            client.jobs.delete("id")
        """
        return self._request(
            _DELETE,
            path={"id": id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def create(
        self,
        id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> str:
        """`POST /jobs/{id}`

        Example:
            result = client.jobs.create("id")
            print(result)
        """
        return self._request(
            _CREATE,
            path={"id": id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    def update(
        self,
        id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Job:
        """`PUT /jobs/{id}`

        Example:
            result = client.jobs.update("id")
            print(result.id)
        """
        return self._request(
            _UPDATE,
            path={"id": id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def head(
        self,
        id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`HEAD /jobs/{id}`

        Example:
            client.jobs.head("id")
        """
        return self._request(
            _HEAD,
            path={"id": id},
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

    async def retrieve(
        self,
        id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Job | types.Waiting:
        """`GET /jobs/{id}`"""
        return await self._request(
            _RETRIEVE,
            path={"id": id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def delete(
        self,
        id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`DELETE /jobs/{id}`"""
        return await self._request(
            _DELETE,
            path={"id": id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def create(
        self,
        id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> str:
        """`POST /jobs/{id}`"""
        return await self._request(
            _CREATE,
            path={"id": id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    async def update(
        self,
        id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Job:
        """`PUT /jobs/{id}`"""
        return await self._request(
            _UPDATE,
            path={"id": id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def head(
        self,
        id: str,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`HEAD /jobs/{id}`"""
        return await self._request(
            _HEAD,
            path={"id": id},
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
        self.retrieve = raw(resource.retrieve, lambda: types.JobRetrieveResponseHeaders)
        self.delete = raw(resource.delete)
        self.create = raw(resource.create)
        self.update = raw(resource.update)
        self.head = raw(resource.head)


class AsyncJobsResourceWithRawResponse:
    """Methods of `AsyncJobsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(
            resource.retrieve,
            lambda: types.JobRetrieveResponseHeaders,
        )
        self.delete = async_raw(resource.delete)
        self.create = async_raw(resource.create)
        self.update = async_raw(resource.update)
        self.head = async_raw(resource.head)


class JobsResourceWithStreamingResponse:
    """Methods of `JobsResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.retrieve = streamed(
            resource.retrieve,
            lambda: types.JobRetrieveResponseHeaders,
        )
        self.delete = streamed(resource.delete)
        self.create = streamed(resource.create)
        self.update = streamed(resource.update)
        self.head = streamed(resource.head)


class AsyncJobsResourceWithStreamingResponse:
    """Methods of `AsyncJobsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(
            resource.retrieve,
            lambda: types.JobRetrieveResponseHeaders,
        )
        self.delete = async_streamed(resource.delete)
        self.create = async_streamed(resource.create)
        self.update = async_streamed(resource.update)
        self.head = async_streamed(resource.head)
