"""`client.pets`"""

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

__all__ = ["AsyncPetsResource", "PetsResource"]

_RETRIEVE: Operation[types.Pet] = Operation(
    "GET",
    "/pets",
    returns=lambda: types.Pet,
)


class PetsResource(SyncResource):
    """The methods of `client.pets`."""

    @cached_property
    def with_raw_response(self) -> PetsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return PetsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> PetsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return PetsResourceWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        n: int | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Pet:
        """`GET /pets`

        Args:
            n: More than 0.

        Example:
            result = client.pets.retrieve()
            print(result)
        """
        return self._request(
            _RETRIEVE,
            query={"n": n},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncPetsResource(AsyncResource):
    """The methods of `client.pets`."""

    @cached_property
    def with_raw_response(self) -> AsyncPetsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncPetsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncPetsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncPetsResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        n: int | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Pet:
        """`GET /pets`

        Args:
            n: More than 0.
        """
        return await self._request(
            _RETRIEVE,
            query={"n": n},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class PetsResourceWithRawResponse:
    """Methods of `PetsResource` that return the HTTP response."""

    def __init__(self, resource: PetsResource) -> None:
        self._resource = resource
        self.retrieve = raw(resource.retrieve)


class AsyncPetsResourceWithRawResponse:
    """Methods of `AsyncPetsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncPetsResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(resource.retrieve)


class PetsResourceWithStreamingResponse:
    """Methods of `PetsResource` that open the HTTP response unread."""

    def __init__(self, resource: PetsResource) -> None:
        self._resource = resource
        self.retrieve = streamed(resource.retrieve)


class AsyncPetsResourceWithStreamingResponse:
    """Methods of `AsyncPetsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncPetsResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(resource.retrieve)
