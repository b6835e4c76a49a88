"""`client.users`"""

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

__all__ = ["AsyncUsersResource", "UsersResource"]

_RETRIEVE: Operation[types.UserObject3] = Operation(
    "GET",
    "/users",
    returns=lambda: types.UserObject3,
)

_LIST: Operation[None] = Operation(
    "GET",
    "/Users",
)


class UsersResource(SyncResource):
    """The methods of `client.users`."""

    @cached_property
    def with_raw_response(self) -> UsersResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return UsersResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> UsersResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return UsersResourceWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.UserObject3:
        """`GET /users`

        Example:
            result = client.users.retrieve()
            print(result)
        """
        return self._request(
            _RETRIEVE,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def list(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /Users`

        Example:
            client.users.list()
        """
        return self._request(
            _LIST,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncUsersResource(AsyncResource):
    """The methods of `client.users`."""

    @cached_property
    def with_raw_response(self) -> AsyncUsersResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncUsersResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncUsersResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncUsersResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.UserObject3:
        """`GET /users`"""
        return await self._request(
            _RETRIEVE,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def list(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /Users`"""
        return await self._request(
            _LIST,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class UsersResourceWithRawResponse:
    """Methods of `UsersResource` that return the HTTP response."""

    def __init__(self, resource: UsersResource) -> None:
        self._resource = resource
        self.retrieve = raw(resource.retrieve)
        self.list = raw(resource.list)


class AsyncUsersResourceWithRawResponse:
    """Methods of `AsyncUsersResource` that return the HTTP response."""

    def __init__(self, resource: AsyncUsersResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(resource.retrieve)
        self.list = async_raw(resource.list)


class UsersResourceWithStreamingResponse:
    """Methods of `UsersResource` that open the HTTP response unread."""

    def __init__(self, resource: UsersResource) -> None:
        self._resource = resource
        self.retrieve = streamed(resource.retrieve)
        self.list = streamed(resource.list)


class AsyncUsersResourceWithStreamingResponse:
    """Methods of `AsyncUsersResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncUsersResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(resource.retrieve)
        self.list = async_streamed(resource.list)
