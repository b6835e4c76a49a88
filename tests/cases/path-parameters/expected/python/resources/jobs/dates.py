"""`client.jobs.dates`"""

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
    from datetime import date

    from ..._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncDatesResource", "DatesResource"]

_DELETE: Operation[None] = Operation(
    "DELETE",
    "/jobs/dates/{day}/{id}",
)


class DatesResource(SyncResource):
    """The methods of `client.jobs.dates`."""

    @cached_property
    def with_raw_response(self) -> DatesResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return DatesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> DatesResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return DatesResourceWithStreamingResponse(self)

    def delete(
        self,
        id: str,
        *,
        day: str | date,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`DELETE /jobs/dates/{day}/{id}`

        Example:
            from datetime import date


            client.jobs.dates.delete(
                "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", day=date(2019, 12, 27)
            )
        """
        return self._request(
            _DELETE,
            path={"id": id, "day": day},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncDatesResource(AsyncResource):
    """The methods of `client.jobs.dates`."""

    @cached_property
    def with_raw_response(self) -> AsyncDatesResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncDatesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncDatesResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncDatesResourceWithStreamingResponse(self)

    async def delete(
        self,
        id: str,
        *,
        day: str | date,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`DELETE /jobs/dates/{day}/{id}`"""
        return await self._request(
            _DELETE,
            path={"id": id, "day": day},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class DatesResourceWithRawResponse:
    """Methods of `DatesResource` that return the HTTP response."""

    def __init__(self, resource: DatesResource) -> None:
        self._resource = resource
        self.delete = raw(resource.delete)


class AsyncDatesResourceWithRawResponse:
    """Methods of `AsyncDatesResource` that return the HTTP response."""

    def __init__(self, resource: AsyncDatesResource) -> None:
        self._resource = resource
        self.delete = async_raw(resource.delete)


class DatesResourceWithStreamingResponse:
    """Methods of `DatesResource` that open the HTTP response unread."""

    def __init__(self, resource: DatesResource) -> None:
        self._resource = resource
        self.delete = streamed(resource.delete)


class AsyncDatesResourceWithStreamingResponse:
    """Methods of `AsyncDatesResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncDatesResource) -> None:
        self._resource = resource
        self.delete = async_streamed(resource.delete)
