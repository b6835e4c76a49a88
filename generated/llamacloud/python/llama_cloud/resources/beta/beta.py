"""`client.beta`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..._runtime.resource import AsyncResource, SyncResource

if TYPE_CHECKING:
    from .batch import (
        AsyncBatchResource,
        AsyncBatchResourceWithRawResponse,
        AsyncBatchResourceWithStreamingResponse,
        BatchResource,
        BatchResourceWithRawResponse,
        BatchResourceWithStreamingResponse,
    )

__all__ = ["AsyncBetaResource", "BetaResource"]


class BetaResource(SyncResource):
    """The methods of `client.beta`."""

    @cached_property
    def batch(self) -> BatchResource:
        from .batch import BatchResource

        return BatchResource(self._client)

    @cached_property
    def with_raw_response(self) -> BetaResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return BetaResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> BetaResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return BetaResourceWithStreamingResponse(self)


class AsyncBetaResource(AsyncResource):
    """The methods of `client.beta`."""

    @cached_property
    def batch(self) -> AsyncBatchResource:
        from .batch import AsyncBatchResource

        return AsyncBatchResource(self._client)

    @cached_property
    def with_raw_response(self) -> AsyncBetaResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncBetaResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncBetaResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncBetaResourceWithStreamingResponse(self)


class BetaResourceWithRawResponse:
    """Methods of `BetaResource` that return the HTTP response."""

    def __init__(self, resource: BetaResource) -> None:
        self._resource = resource

    @cached_property
    def batch(self) -> BatchResourceWithRawResponse:
        from .batch import BatchResourceWithRawResponse

        return BatchResourceWithRawResponse(self._resource.batch)


class AsyncBetaResourceWithRawResponse:
    """Methods of `AsyncBetaResource` that return the HTTP response."""

    def __init__(self, resource: AsyncBetaResource) -> None:
        self._resource = resource

    @cached_property
    def batch(self) -> AsyncBatchResourceWithRawResponse:
        from .batch import AsyncBatchResourceWithRawResponse

        return AsyncBatchResourceWithRawResponse(self._resource.batch)


class BetaResourceWithStreamingResponse:
    """Methods of `BetaResource` that open the HTTP response unread."""

    def __init__(self, resource: BetaResource) -> None:
        self._resource = resource

    @cached_property
    def batch(self) -> BatchResourceWithStreamingResponse:
        from .batch import BatchResourceWithStreamingResponse

        return BatchResourceWithStreamingResponse(self._resource.batch)


class AsyncBetaResourceWithStreamingResponse:
    """Methods of `AsyncBetaResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncBetaResource) -> None:
        self._resource = resource

    @cached_property
    def batch(self) -> AsyncBatchResourceWithStreamingResponse:
        from .batch import AsyncBatchResourceWithStreamingResponse

        return AsyncBatchResourceWithStreamingResponse(self._resource.batch)
