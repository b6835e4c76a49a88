"""`client.user`"""

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

__all__ = ["AsyncUserResource", "UserResource"]

_RETRIEVE: Operation[types.User] = Operation(
    "GET",
    "/user/{id}",
    returns=lambda: types.User,
)

_CREATE: Operation[types.UserAddress] = Operation(
    "POST",
    "/user",
    returns=lambda: types.UserAddress,
    body="json",
    optional_body=True,
)


class UserResource(SyncResource):
    """The methods of `client.user`."""

    @cached_property
    def with_raw_response(self) -> UserResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return UserResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> UserResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return UserResourceWithStreamingResponse(self)

    def retrieve(
        self,
        id: str,
        *,
        query_id: str | Omit = omit,
        header_id: str | Omit = omit,
        query_user_id: str | Omit = omit,
        user_id: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.User:
        """`GET /user/{id}`

        Example:
            result = client.user.retrieve("id")
            print(result)
        """
        return self._request(
            _RETRIEVE,
            path={"id": id},
            query={"id": query_id, "userId": query_user_id, "user_id": user_id},
            headers={"id": header_id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def create(
        self,
        *,
        timeout_: (
            types.user_address_pet.TimeoutParam | types.user_address_pet.Timeout | Omit
        ) = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.UserAddress:
        """`POST /user`

        Example:
            result = client.user.create()
            print(result)
        """
        return self._request(
            _CREATE,
            body={"timeout": timeout_},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )


class AsyncUserResource(AsyncResource):
    """The methods of `client.user`."""

    @cached_property
    def with_raw_response(self) -> AsyncUserResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncUserResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncUserResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncUserResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        id: str,
        *,
        query_id: str | Omit = omit,
        header_id: str | Omit = omit,
        query_user_id: str | Omit = omit,
        user_id: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.User:
        """`GET /user/{id}`"""
        return await self._request(
            _RETRIEVE,
            path={"id": id},
            query={"id": query_id, "userId": query_user_id, "user_id": user_id},
            headers={"id": header_id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def create(
        self,
        *,
        timeout_: (
            types.user_address_pet.TimeoutParam | types.user_address_pet.Timeout | Omit
        ) = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.UserAddress:
        """`POST /user`"""
        return await self._request(
            _CREATE,
            body={"timeout": timeout_},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )


class UserResourceWithRawResponse:
    """Methods of `UserResource` that return the HTTP response."""

    def __init__(self, resource: UserResource) -> None:
        self._resource = resource
        self.retrieve = raw(resource.retrieve)
        self.create = raw(resource.create)


class AsyncUserResourceWithRawResponse:
    """Methods of `AsyncUserResource` that return the HTTP response."""

    def __init__(self, resource: AsyncUserResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(resource.retrieve)
        self.create = async_raw(resource.create)


class UserResourceWithStreamingResponse:
    """Methods of `UserResource` that open the HTTP response unread."""

    def __init__(self, resource: UserResource) -> None:
        self._resource = resource
        self.retrieve = streamed(resource.retrieve)
        self.create = streamed(resource.create)


class AsyncUserResourceWithStreamingResponse:
    """Methods of `AsyncUserResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncUserResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(resource.retrieve)
        self.create = async_streamed(resource.create)
