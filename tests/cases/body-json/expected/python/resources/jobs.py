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
    from collections.abc import Sequence
    from datetime import datetime

    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncJobsResource", "JobsResource"]

_INLINE: Operation[types.JobInlineResponse] = Operation(
    "POST",
    "/jobs:inline",
    returns=lambda: types.JobInlineResponse,
    body="json",
)

_OPTIONAL: Operation[None] = Operation(
    "PATCH",
    "/jobs:optional",
    body="json:application/merge-patch+json",
    optional_body=True,
)

_LIST: Operation[None] = Operation(
    "PUT",
    "/jobs:list",
    body="json",
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

    def inline(
        self,
        *,
        name: str,
        parent: types.job_inline_request.ParentParam | Omit = omit,
        class_: str | Omit = omit,
        due: str | datetime | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.JobInlineResponse:
        """`POST /jobs:inline`

        Args:
            name: What it is called.

        Example:
            result = client.jobs.inline(name="name")
            print(result)
        """
        return self._request(
            _INLINE,
            body={"name": name, "parent": parent, "class": class_, "due": due},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    def optional(
        self,
        *,
        note: str | None | Omit = omit,
        timeout_: float | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> None:
        """`PATCH /jobs:optional`

        Example:
            client.jobs.optional()
        """
        return self._request(
            _OPTIONAL,
            body={"note": note, "timeout": timeout_},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    def list(
        self,
        *,
        body: Sequence[types.ChangeParam],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`PUT /jobs:list`

        Example:
            client.jobs.list(body=[{}])
        """
        return self._request(
            _LIST,
            body=body,
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

    async def inline(
        self,
        *,
        name: str,
        parent: types.job_inline_request.ParentParam | Omit = omit,
        class_: str | Omit = omit,
        due: str | datetime | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.JobInlineResponse:
        """`POST /jobs:inline`

        Args:
            name: What it is called.
        """
        return await self._request(
            _INLINE,
            body={"name": name, "parent": parent, "class": class_, "due": due},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    async def optional(
        self,
        *,
        note: str | None | Omit = omit,
        timeout_: float | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> None:
        """`PATCH /jobs:optional`"""
        return await self._request(
            _OPTIONAL,
            body={"note": note, "timeout": timeout_},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    async def list(
        self,
        *,
        body: Sequence[types.ChangeParam],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`PUT /jobs:list`"""
        return await self._request(
            _LIST,
            body=body,
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
        self.inline = raw(resource.inline)
        self.optional = raw(resource.optional)
        self.list = raw(resource.list)


class AsyncJobsResourceWithRawResponse:
    """Methods of `AsyncJobsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.inline = async_raw(resource.inline)
        self.optional = async_raw(resource.optional)
        self.list = async_raw(resource.list)


class JobsResourceWithStreamingResponse:
    """Methods of `JobsResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.inline = streamed(resource.inline)
        self.optional = streamed(resource.optional)
        self.list = streamed(resource.list)


class AsyncJobsResourceWithStreamingResponse:
    """Methods of `AsyncJobsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.inline = async_streamed(resource.inline)
        self.optional = async_streamed(resource.optional)
        self.list = async_streamed(resource.list)
