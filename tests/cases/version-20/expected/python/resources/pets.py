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
from .._runtime.styles import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncPetsResource", "PetsResource"]

_CREATE: Operation[types.Pet] = Operation(
    "POST",
    "/pets",
    returns=lambda: types.Pet,
    body="json",
    query_styles={"ids": Style.PIPE},
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

    def create(
        self,
        *,
        name: str,
        ids: Sequence[int] | Omit = omit,
        kind: str | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.Pet:
        """`POST /pets`

        Example:
            result = client.pets.create(name="name")
            print(result.name)
        """
        return self._request(
            _CREATE,
            query={"ids": ids},
            body={"name": name, "kind": kind},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
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

    async def create(
        self,
        *,
        name: str,
        ids: Sequence[int] | Omit = omit,
        kind: str | None | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.Pet:
        """`POST /pets`"""
        return await self._request(
            _CREATE,
            query={"ids": ids},
            body={"name": name, "kind": kind},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )


class PetsResourceWithRawResponse:
    """Methods of `PetsResource` that return the HTTP response."""

    def __init__(self, resource: PetsResource) -> None:
        self._resource = resource
        self.create = raw(resource.create)


class AsyncPetsResourceWithRawResponse:
    """Methods of `AsyncPetsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncPetsResource) -> None:
        self._resource = resource
        self.create = async_raw(resource.create)


class PetsResourceWithStreamingResponse:
    """Methods of `PetsResource` that open the HTTP response unread."""

    def __init__(self, resource: PetsResource) -> None:
        self._resource = resource
        self.create = streamed(resource.create)


class AsyncPetsResourceWithStreamingResponse:
    """Methods of `AsyncPetsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncPetsResource) -> None:
        self._resource = resource
        self.create = async_streamed(resource.create)
