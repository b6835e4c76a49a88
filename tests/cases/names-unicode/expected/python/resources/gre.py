"""`client.größe`"""

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

__all__ = ["AsyncGrößeResource", "GrößeResource"]

_RETRIEVE: Operation[types.Größe] = Operation(
    "GET",
    "/gr%C3%B6%C3%9Fe/{straße}",
    returns=lambda: types.Größe,
)


class GrößeResource(SyncResource):
    """The methods of `client.größe`."""

    @cached_property
    def with_raw_response(self) -> GrößeResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return GrößeResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> GrößeResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return GrößeResourceWithStreamingResponse(self)

    def retrieve(
        self,
        straße: str,
        *,
        名前: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Größe:
        """`GET /gr%C3%B6%C3%9Fe/{straße}`

        Example:
            result = client.größe.retrieve("straße")
            print(result)
        """
        return self._request(
            _RETRIEVE,
            path={"straße": straße},
            query={"名前": 名前},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncGrößeResource(AsyncResource):
    """The methods of `client.größe`."""

    @cached_property
    def with_raw_response(self) -> AsyncGrößeResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncGrößeResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncGrößeResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncGrößeResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        straße: str,
        *,
        名前: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Größe:
        """`GET /gr%C3%B6%C3%9Fe/{straße}`"""
        return await self._request(
            _RETRIEVE,
            path={"straße": straße},
            query={"名前": 名前},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class GrößeResourceWithRawResponse:
    """Methods of `GrößeResource` that return the HTTP response."""

    def __init__(self, resource: GrößeResource) -> None:
        self._resource = resource
        self.retrieve = raw(resource.retrieve)


class AsyncGrößeResourceWithRawResponse:
    """Methods of `AsyncGrößeResource` that return the HTTP response."""

    def __init__(self, resource: AsyncGrößeResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(resource.retrieve)


class GrößeResourceWithStreamingResponse:
    """Methods of `GrößeResource` that open the HTTP response unread."""

    def __init__(self, resource: GrößeResource) -> None:
        self._resource = resource
        self.retrieve = streamed(resource.retrieve)


class AsyncGrößeResourceWithStreamingResponse:
    """Methods of `AsyncGrößeResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncGrößeResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(resource.retrieve)
