"""`client.list`"""

from __future__ import annotations

import builtins
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

__all__ = ["AsyncListResource", "ListResource"]

_LIST: Operation[builtins.list[str]] = Operation(
    "GET",
    "/list",
    returns=lambda: builtins.list[str],
)


class ListResource(SyncResource):
    """The methods of `client.list`."""

    @cached_property
    def with_raw_response(self) -> ListResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return ListResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> ListResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return ListResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> builtins.list[str]:
        """`GET /list`

        Example:
            result = client.list.list()
            print(result)
        """
        return self._request(
            _LIST,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncListResource(AsyncResource):
    """The methods of `client.list`."""

    @cached_property
    def with_raw_response(self) -> AsyncListResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncListResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncListResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncListResourceWithStreamingResponse(self)

    async def list(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> builtins.list[str]:
        """`GET /list`"""
        return await self._request(
            _LIST,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class ListResourceWithRawResponse:
    """Methods of `ListResource` that return the HTTP response."""

    def __init__(self, resource: ListResource) -> None:
        self._resource = resource
        self.list = raw(resource.list)


class AsyncListResourceWithRawResponse:
    """Methods of `AsyncListResource` that return the HTTP response."""

    def __init__(self, resource: AsyncListResource) -> None:
        self._resource = resource
        self.list = async_raw(resource.list)


class ListResourceWithStreamingResponse:
    """Methods of `ListResource` that open the HTTP response unread."""

    def __init__(self, resource: ListResource) -> None:
        self._resource = resource
        self.list = streamed(resource.list)


class AsyncListResourceWithStreamingResponse:
    """Methods of `AsyncListResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncListResource) -> None:
        self._resource = resource
        self.list = async_streamed(resource.list)
