"""`client.types`"""

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

__all__ = ["AsyncTypesResource", "TypesResource"]

_LIST: Operation[None] = Operation(
    "GET",
    "/types",
)


class TypesResource(SyncResource):
    """The methods of `client.types`."""

    @cached_property
    def with_raw_response(self) -> TypesResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return TypesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> TypesResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return TypesResourceWithStreamingResponse(self)

    def list(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /types`

        Example:
            client.types.list()
        """
        return self._request(
            _LIST,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncTypesResource(AsyncResource):
    """The methods of `client.types`."""

    @cached_property
    def with_raw_response(self) -> AsyncTypesResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncTypesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncTypesResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncTypesResourceWithStreamingResponse(self)

    async def list(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /types`"""
        return await self._request(
            _LIST,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class TypesResourceWithRawResponse:
    """Methods of `TypesResource` that return the HTTP response."""

    def __init__(self, resource: TypesResource) -> None:
        self._resource = resource
        self.list = raw(resource.list)


class AsyncTypesResourceWithRawResponse:
    """Methods of `AsyncTypesResource` that return the HTTP response."""

    def __init__(self, resource: AsyncTypesResource) -> None:
        self._resource = resource
        self.list = async_raw(resource.list)


class TypesResourceWithStreamingResponse:
    """Methods of `TypesResource` that open the HTTP response unread."""

    def __init__(self, resource: TypesResource) -> None:
        self._resource = resource
        self.list = streamed(resource.list)


class AsyncTypesResourceWithStreamingResponse:
    """Methods of `AsyncTypesResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncTypesResource) -> None:
        self._resource = resource
        self.list = async_streamed(resource.list)
