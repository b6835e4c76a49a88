"""`client.copy2`"""

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
    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncCopyResource", "CopyResource"]

_RETRIEVE: Operation[None] = Operation(
    "GET",
    "/copy",
)


class CopyResource(SyncResource):
    """The methods of `client.copy2`."""

    @cached_property
    def with_raw_response(self) -> CopyResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return CopyResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> CopyResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return CopyResourceWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /copy`

        Example:
            client.copy2.retrieve()
        """
        return self._request(
            _RETRIEVE,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncCopyResource(AsyncResource):
    """The methods of `client.copy2`."""

    @cached_property
    def with_raw_response(self) -> AsyncCopyResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncCopyResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncCopyResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncCopyResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /copy`"""
        return await self._request(
            _RETRIEVE,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class CopyResourceWithRawResponse:
    """Methods of `CopyResource` that return the HTTP response."""

    def __init__(self, resource: CopyResource) -> None:
        self._resource = resource
        self.retrieve = raw(resource.retrieve)


class AsyncCopyResourceWithRawResponse:
    """Methods of `AsyncCopyResource` that return the HTTP response."""

    def __init__(self, resource: AsyncCopyResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(resource.retrieve)


class CopyResourceWithStreamingResponse:
    """Methods of `CopyResource` that open the HTTP response unread."""

    def __init__(self, resource: CopyResource) -> None:
        self._resource = resource
        self.retrieve = streamed(resource.retrieve)


class AsyncCopyResourceWithStreamingResponse:
    """Methods of `AsyncCopyResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncCopyResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(resource.retrieve)
