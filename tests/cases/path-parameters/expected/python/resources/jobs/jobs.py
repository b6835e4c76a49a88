"""`client.jobs`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..._runtime.resource import AsyncResource, SyncResource

if TYPE_CHECKING:
    from .dates import (
        AsyncDatesResource,
        AsyncDatesResourceWithRawResponse,
        AsyncDatesResourceWithStreamingResponse,
        DatesResource,
        DatesResourceWithRawResponse,
        DatesResourceWithStreamingResponse,
    )
    from .files import (
        AsyncFilesResource,
        AsyncFilesResourceWithRawResponse,
        AsyncFilesResourceWithStreamingResponse,
        FilesResource,
        FilesResourceWithRawResponse,
        FilesResourceWithStreamingResponse,
    )
    from .styles import (
        AsyncStylesResource,
        AsyncStylesResourceWithRawResponse,
        AsyncStylesResourceWithStreamingResponse,
        StylesResource,
        StylesResourceWithRawResponse,
        StylesResourceWithStreamingResponse,
    )

__all__ = ["AsyncJobsResource", "JobsResource"]


class JobsResource(SyncResource):
    """The methods of `client.jobs`."""

    @cached_property
    def files(self) -> FilesResource:
        from .files import FilesResource

        return FilesResource(self._client)

    @cached_property
    def styles(self) -> StylesResource:
        from .styles import StylesResource

        return StylesResource(self._client)

    @cached_property
    def dates(self) -> DatesResource:
        from .dates import DatesResource

        return DatesResource(self._client)

    @cached_property
    def with_raw_response(self) -> JobsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return JobsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> JobsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return JobsResourceWithStreamingResponse(self)


class AsyncJobsResource(AsyncResource):
    """The methods of `client.jobs`."""

    @cached_property
    def files(self) -> AsyncFilesResource:
        from .files import AsyncFilesResource

        return AsyncFilesResource(self._client)

    @cached_property
    def styles(self) -> AsyncStylesResource:
        from .styles import AsyncStylesResource

        return AsyncStylesResource(self._client)

    @cached_property
    def dates(self) -> AsyncDatesResource:
        from .dates import AsyncDatesResource

        return AsyncDatesResource(self._client)

    @cached_property
    def with_raw_response(self) -> AsyncJobsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncJobsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncJobsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncJobsResourceWithStreamingResponse(self)


class JobsResourceWithRawResponse:
    """Methods of `JobsResource` that return the HTTP response."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource

    @cached_property
    def files(self) -> FilesResourceWithRawResponse:
        from .files import FilesResourceWithRawResponse

        return FilesResourceWithRawResponse(self._resource.files)

    @cached_property
    def styles(self) -> StylesResourceWithRawResponse:
        from .styles import StylesResourceWithRawResponse

        return StylesResourceWithRawResponse(self._resource.styles)

    @cached_property
    def dates(self) -> DatesResourceWithRawResponse:
        from .dates import DatesResourceWithRawResponse

        return DatesResourceWithRawResponse(self._resource.dates)


class AsyncJobsResourceWithRawResponse:
    """Methods of `AsyncJobsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource

    @cached_property
    def files(self) -> AsyncFilesResourceWithRawResponse:
        from .files import AsyncFilesResourceWithRawResponse

        return AsyncFilesResourceWithRawResponse(self._resource.files)

    @cached_property
    def styles(self) -> AsyncStylesResourceWithRawResponse:
        from .styles import AsyncStylesResourceWithRawResponse

        return AsyncStylesResourceWithRawResponse(self._resource.styles)

    @cached_property
    def dates(self) -> AsyncDatesResourceWithRawResponse:
        from .dates import AsyncDatesResourceWithRawResponse

        return AsyncDatesResourceWithRawResponse(self._resource.dates)


class JobsResourceWithStreamingResponse:
    """Methods of `JobsResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource

    @cached_property
    def files(self) -> FilesResourceWithStreamingResponse:
        from .files import FilesResourceWithStreamingResponse

        return FilesResourceWithStreamingResponse(self._resource.files)

    @cached_property
    def styles(self) -> StylesResourceWithStreamingResponse:
        from .styles import StylesResourceWithStreamingResponse

        return StylesResourceWithStreamingResponse(self._resource.styles)

    @cached_property
    def dates(self) -> DatesResourceWithStreamingResponse:
        from .dates import DatesResourceWithStreamingResponse

        return DatesResourceWithStreamingResponse(self._resource.dates)


class AsyncJobsResourceWithStreamingResponse:
    """Methods of `AsyncJobsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource

    @cached_property
    def files(self) -> AsyncFilesResourceWithStreamingResponse:
        from .files import AsyncFilesResourceWithStreamingResponse

        return AsyncFilesResourceWithStreamingResponse(self._resource.files)

    @cached_property
    def styles(self) -> AsyncStylesResourceWithStreamingResponse:
        from .styles import AsyncStylesResourceWithStreamingResponse

        return AsyncStylesResourceWithStreamingResponse(self._resource.styles)

    @cached_property
    def dates(self) -> AsyncDatesResourceWithStreamingResponse:
        from .dates import AsyncDatesResourceWithStreamingResponse

        return AsyncDatesResourceWithStreamingResponse(self._resource.dates)
