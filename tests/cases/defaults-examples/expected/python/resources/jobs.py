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
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any, Literal

    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncJobsResource", "JobsResource"]

_CREATE: Operation[types.Job] = Operation(
    "POST",
    "/jobs",
    returns=lambda: types.Job,
    body="json",
    optional_body=True,
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

    def create(
        self,
        *,
        limit: int | Omit = omit,
        sort: Literal["up", "down"] | Omit = omit,
        note: str | Omit = omit,
        size: int | Omit = omit,
        tags: Sequence[str] | Omit = omit,
        ratio: float | Omit = omit,
        on: bool | Omit = omit,
        options: Mapping[str, Any] | Omit = omit,
        late: str | datetime | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.Job:
        """`POST /jobs`

        Args:
            limit: At least 1, at most 100; default: `10`.
            sort: Default: `up`.
            note: Default: `it's "quoted" \\ and
                long`.
            size: Default: `3`.
            tags: Default: `["x","y"]`.
            ratio: Default: `1.5`.
            on: Default: `true`.
            options: Default: `{"a":[1,null]}`.
            late: Default: `2024-01-01T00:00:00Z`.

        Example:
            result = client.jobs.create()
            print(result.size)
        """
        return self._request(
            _CREATE,
            query={"limit": limit, "sort": sort, "note": note},
            body={
                "size": size,
                "tags": tags,
                "ratio": ratio,
                "on": on,
                "options": options,
                "late": late,
            },
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

    async def create(
        self,
        *,
        limit: int | Omit = omit,
        sort: Literal["up", "down"] | Omit = omit,
        note: str | Omit = omit,
        size: int | Omit = omit,
        tags: Sequence[str] | Omit = omit,
        ratio: float | Omit = omit,
        on: bool | Omit = omit,
        options: Mapping[str, Any] | Omit = omit,
        late: str | datetime | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.Job:
        """`POST /jobs`

        Args:
            limit: At least 1, at most 100; default: `10`.
            sort: Default: `up`.
            note: Default: `it's "quoted" \\ and
                long`.
            size: Default: `3`.
            tags: Default: `["x","y"]`.
            ratio: Default: `1.5`.
            on: Default: `true`.
            options: Default: `{"a":[1,null]}`.
            late: Default: `2024-01-01T00:00:00Z`.
        """
        return await self._request(
            _CREATE,
            query={"limit": limit, "sort": sort, "note": note},
            body={
                "size": size,
                "tags": tags,
                "ratio": ratio,
                "on": on,
                "options": options,
                "late": late,
            },
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
        self.create = raw(resource.create)


class AsyncJobsResourceWithRawResponse:
    """Methods of `AsyncJobsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.create = async_raw(resource.create)


class JobsResourceWithStreamingResponse:
    """Methods of `JobsResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.create = streamed(resource.create)


class AsyncJobsResourceWithStreamingResponse:
    """Methods of `AsyncJobsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.create = async_streamed(resource.create)
