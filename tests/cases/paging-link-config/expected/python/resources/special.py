"""`client.special`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .. import pagination, types
from .._runtime.operation import PagedOperation
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
    from .._runtime.paging import AsyncPaginator

__all__ = ["AsyncSpecialResource", "SpecialResource"]

_LINKED: PagedOperation[
    pagination.SyncLinkedPage[types.SpecialLinkedResponse],
    pagination.AsyncLinkedPage[types.SpecialLinkedResponse],
] = PagedOperation(
    "GET",
    "/jobs:link",
    sync_page=lambda: pagination.SyncLinkedPage[types.SpecialLinkedResponse],
    async_page=lambda: pagination.AsyncLinkedPage[types.SpecialLinkedResponse],
)

_ODD: PagedOperation[
    pagination.SyncSpecialOddPage[str],
    pagination.AsyncSpecialOddPage[str],
] = PagedOperation(
    "GET",
    "/jobs:odd",
    sync_page=lambda: pagination.SyncSpecialOddPage[str],
    async_page=lambda: pagination.AsyncSpecialOddPage[str],
)


class SpecialResource(SyncResource):
    """The methods of `client.special`."""

    @cached_property
    def with_raw_response(self) -> SpecialResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return SpecialResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> SpecialResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return SpecialResourceWithStreamingResponse(self)

    def linked(
        self,
        *,
        per_page: int | Omit = omit,
        page: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> pagination.SyncLinkedPage[types.SpecialLinkedResponse]:
        """`GET /jobs:link`"""
        return self._list(
            _LINKED,
            query={"per_page": per_page, "page": page},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def odd(
        self,
        *,
        from_: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> pagination.SyncSpecialOddPage[str]:
        """`GET /jobs:odd`"""
        return self._list(
            _ODD,
            query={"from": from_},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncSpecialResource(AsyncResource):
    """The methods of `client.special`."""

    @cached_property
    def with_raw_response(self) -> AsyncSpecialResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncSpecialResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncSpecialResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncSpecialResourceWithStreamingResponse(self)

    def linked(
        self,
        *,
        per_page: int | Omit = omit,
        page: int | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncPaginator[
        types.SpecialLinkedResponse,
        pagination.AsyncLinkedPage[types.SpecialLinkedResponse],
    ]:
        """`GET /jobs:link`"""
        return self._list(
            _LINKED,
            query={"per_page": per_page, "page": page},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def odd(
        self,
        *,
        from_: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncPaginator[str, pagination.AsyncSpecialOddPage[str]]:
        """`GET /jobs:odd`"""
        return self._list(
            _ODD,
            query={"from": from_},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class SpecialResourceWithRawResponse:
    """Methods of `SpecialResource` that return the HTTP response."""

    def __init__(self, resource: SpecialResource) -> None:
        self._resource = resource
        self.linked = raw(resource.linked, lambda: types.SpecialLinkedResponseHeaders)
        self.odd = raw(resource.odd)


class AsyncSpecialResourceWithRawResponse:
    """Methods of `AsyncSpecialResource` that return the HTTP response."""

    def __init__(self, resource: AsyncSpecialResource) -> None:
        self._resource = resource
        self.linked = async_raw(
            resource.linked,
            lambda: types.SpecialLinkedResponseHeaders,
        )
        self.odd = async_raw(resource.odd)


class SpecialResourceWithStreamingResponse:
    """Methods of `SpecialResource` that open the HTTP response unread."""

    def __init__(self, resource: SpecialResource) -> None:
        self._resource = resource
        self.linked = streamed(
            resource.linked,
            lambda: types.SpecialLinkedResponseHeaders,
        )
        self.odd = streamed(resource.odd)


class AsyncSpecialResourceWithStreamingResponse:
    """Methods of `AsyncSpecialResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncSpecialResource) -> None:
        self._resource = resource
        self.linked = async_streamed(
            resource.linked,
            lambda: types.SpecialLinkedResponseHeaders,
        )
        self.odd = async_streamed(resource.odd)
