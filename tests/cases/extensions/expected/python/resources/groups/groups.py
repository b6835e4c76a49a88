"""`client.groups`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..._runtime.resource import AsyncResource, SyncResource

if TYPE_CHECKING:
    from .inner import (
        AsyncInnerResource,
        AsyncInnerResourceWithRawResponse,
        AsyncInnerResourceWithStreamingResponse,
        InnerResource,
        InnerResourceWithRawResponse,
        InnerResourceWithStreamingResponse,
    )

__all__ = ["AsyncGroupsResource", "GroupsResource"]


class GroupsResource(SyncResource):
    """The methods of `client.groups`."""

    @cached_property
    def inner(self) -> InnerResource:
        from .inner import InnerResource

        return InnerResource(self._client)

    @cached_property
    def with_raw_response(self) -> GroupsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return GroupsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> GroupsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return GroupsResourceWithStreamingResponse(self)


class AsyncGroupsResource(AsyncResource):
    """The methods of `client.groups`."""

    @cached_property
    def inner(self) -> AsyncInnerResource:
        from .inner import AsyncInnerResource

        return AsyncInnerResource(self._client)

    @cached_property
    def with_raw_response(self) -> AsyncGroupsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncGroupsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncGroupsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncGroupsResourceWithStreamingResponse(self)


class GroupsResourceWithRawResponse:
    """Methods of `GroupsResource` that return the HTTP response."""

    def __init__(self, resource: GroupsResource) -> None:
        self._resource = resource

    @cached_property
    def inner(self) -> InnerResourceWithRawResponse:
        from .inner import InnerResourceWithRawResponse

        return InnerResourceWithRawResponse(self._resource.inner)


class AsyncGroupsResourceWithRawResponse:
    """Methods of `AsyncGroupsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncGroupsResource) -> None:
        self._resource = resource

    @cached_property
    def inner(self) -> AsyncInnerResourceWithRawResponse:
        from .inner import AsyncInnerResourceWithRawResponse

        return AsyncInnerResourceWithRawResponse(self._resource.inner)


class GroupsResourceWithStreamingResponse:
    """Methods of `GroupsResource` that open the HTTP response unread."""

    def __init__(self, resource: GroupsResource) -> None:
        self._resource = resource

    @cached_property
    def inner(self) -> InnerResourceWithStreamingResponse:
        from .inner import InnerResourceWithStreamingResponse

        return InnerResourceWithStreamingResponse(self._resource.inner)


class AsyncGroupsResourceWithStreamingResponse:
    """Methods of `AsyncGroupsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncGroupsResource) -> None:
        self._resource = resource

    @cached_property
    def inner(self) -> AsyncInnerResourceWithStreamingResponse:
        from .inner import AsyncInnerResourceWithStreamingResponse

        return AsyncInnerResourceWithStreamingResponse(self._resource.inner)
