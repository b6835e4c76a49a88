"""`client.jobs.files`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..._runtime.operation import Operation
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
    from ..._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncFilesResource", "FilesResource"]

_RETRIEVE: Operation[None] = Operation(
    "GET",
    "/jobs/{user_id}/files/{file-name}",
)


class FilesResource(SyncResource):
    """The methods of `client.jobs.files`."""

    @cached_property
    def with_raw_response(self) -> FilesResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return FilesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> FilesResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return FilesResourceWithStreamingResponse(self)

    def retrieve(
        self,
        file_name: str,
        *,
        user_id: int,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /jobs/{user_id}/files/{file-name}`

        Args:
            user_id: Whose.

        Example:
            client.jobs.files.retrieve("file-name", user_id=0)
        """
        return self._request(
            _RETRIEVE,
            path={"file-name": file_name, "user_id": user_id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncFilesResource(AsyncResource):
    """The methods of `client.jobs.files`."""

    @cached_property
    def with_raw_response(self) -> AsyncFilesResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncFilesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncFilesResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncFilesResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        file_name: str,
        *,
        user_id: int,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /jobs/{user_id}/files/{file-name}`

        Args:
            user_id: Whose.
        """
        return await self._request(
            _RETRIEVE,
            path={"file-name": file_name, "user_id": user_id},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class FilesResourceWithRawResponse:
    """Methods of `FilesResource` that return the HTTP response."""

    def __init__(self, resource: FilesResource) -> None:
        self._resource = resource
        self.retrieve = raw(resource.retrieve)


class AsyncFilesResourceWithRawResponse:
    """Methods of `AsyncFilesResource` that return the HTTP response."""

    def __init__(self, resource: AsyncFilesResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(resource.retrieve)


class FilesResourceWithStreamingResponse:
    """Methods of `FilesResource` that open the HTTP response unread."""

    def __init__(self, resource: FilesResource) -> None:
        self._resource = resource
        self.retrieve = streamed(resource.retrieve)


class AsyncFilesResourceWithStreamingResponse:
    """Methods of `AsyncFilesResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncFilesResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(resource.retrieve)
