"""`client.groups.inner`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ... import types
from ..._runtime.operation import ClientValue, Operation
from ..._runtime.resource import (
    AsyncResource,
    SyncResource,
    async_raw,
    async_streamed,
    raw,
    streamed,
)
from ..._runtime.sentinel import Omit, omit

if TYPE_CHECKING:
    from typing import Literal

    from ..._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncInnerResource", "InnerResource"]

_FETCH: Operation[types.Thing] = Operation(
    "GET",
    "/things",
    returns=lambda: types.Thing,
    client_values=[ClientValue("query", "region", "region", required=True)],
)


class InnerResource(SyncResource):
    """The methods of `client.groups.inner`."""

    @cached_property
    def with_raw_response(self) -> InnerResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return InnerResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> InnerResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return InnerResourceWithStreamingResponse(self)

    def fetch(
        self,
        *,
        region: Literal["eu", "us"] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Thing:
        """`GET /things`

        Args:
            region: The client's own where it is left out.

        Example:
            result = client.groups.inner.fetch(region="eu")
            print(result)
        """
        return self._request(
            _FETCH,
            query={"region": region},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncInnerResource(AsyncResource):
    """The methods of `client.groups.inner`."""

    @cached_property
    def with_raw_response(self) -> AsyncInnerResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncInnerResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncInnerResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncInnerResourceWithStreamingResponse(self)

    async def fetch(
        self,
        *,
        region: Literal["eu", "us"] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Thing:
        """`GET /things`

        Args:
            region: The client's own where it is left out.
        """
        return await self._request(
            _FETCH,
            query={"region": region},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class InnerResourceWithRawResponse:
    """Methods of `InnerResource` that return the HTTP response."""

    def __init__(self, resource: InnerResource) -> None:
        self._resource = resource
        self.fetch = raw(resource.fetch)


class AsyncInnerResourceWithRawResponse:
    """Methods of `AsyncInnerResource` that return the HTTP response."""

    def __init__(self, resource: AsyncInnerResource) -> None:
        self._resource = resource
        self.fetch = async_raw(resource.fetch)


class InnerResourceWithStreamingResponse:
    """Methods of `InnerResource` that open the HTTP response unread."""

    def __init__(self, resource: InnerResource) -> None:
        self._resource = resource
        self.fetch = streamed(resource.fetch)


class AsyncInnerResourceWithStreamingResponse:
    """Methods of `AsyncInnerResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncInnerResource) -> None:
        self._resource = resource
        self.fetch = async_streamed(resource.fetch)
