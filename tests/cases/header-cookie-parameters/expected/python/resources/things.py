"""`client.things`"""

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
    from datetime import datetime

    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncThingsResource", "ThingsResource"]

_RETRIEVE: Operation[types.ThingRetrieveResponse] = Operation(
    "GET",
    "/things",
    returns=lambda: types.ThingRetrieveResponse,
    cookie_styles={"ids": Style.FORM_COMMA},
)


class ThingsResource(SyncResource):
    """The methods of `client.things`."""

    @cached_property
    def with_raw_response(self) -> ThingsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return ThingsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> ThingsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return ThingsResourceWithStreamingResponse(self)

    def retrieve(
        self,
        *,
        x_request_id: str,
        x_tags: Sequence[str] | Omit = omit,
        x_since: str | datetime | Omit = omit,
        if_match: str | Omit = omit,
        session: str | Omit = omit,
        ids: Sequence[int] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.ThingRetrieveResponse:
        """`GET /things`

        Example:
            result = client.things.retrieve(x_request_id="X-Request-ID")
            print(result)
        """
        return self._request(
            _RETRIEVE,
            headers={
                "X-Request-ID": x_request_id,
                "X-Tags": x_tags,
                "X-Since": x_since,
                "If-Match": if_match,
            },
            cookies={"session": session, "ids": ids},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncThingsResource(AsyncResource):
    """The methods of `client.things`."""

    @cached_property
    def with_raw_response(self) -> AsyncThingsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncThingsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncThingsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncThingsResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        *,
        x_request_id: str,
        x_tags: Sequence[str] | Omit = omit,
        x_since: str | datetime | Omit = omit,
        if_match: str | Omit = omit,
        session: str | Omit = omit,
        ids: Sequence[int] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.ThingRetrieveResponse:
        """`GET /things`"""
        return await self._request(
            _RETRIEVE,
            headers={
                "X-Request-ID": x_request_id,
                "X-Tags": x_tags,
                "X-Since": x_since,
                "If-Match": if_match,
            },
            cookies={"session": session, "ids": ids},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class ThingsResourceWithRawResponse:
    """Methods of `ThingsResource` that return the HTTP response."""

    def __init__(self, resource: ThingsResource) -> None:
        self._resource = resource
        self.retrieve = raw(
            resource.retrieve,
            lambda: types.ThingRetrieveResponseHeaders,
        )


class AsyncThingsResourceWithRawResponse:
    """Methods of `AsyncThingsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncThingsResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(
            resource.retrieve,
            lambda: types.ThingRetrieveResponseHeaders,
        )


class ThingsResourceWithStreamingResponse:
    """Methods of `ThingsResource` that open the HTTP response unread."""

    def __init__(self, resource: ThingsResource) -> None:
        self._resource = resource
        self.retrieve = streamed(
            resource.retrieve,
            lambda: types.ThingRetrieveResponseHeaders,
        )


class AsyncThingsResourceWithStreamingResponse:
    """Methods of `AsyncThingsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncThingsResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(
            resource.retrieve,
            lambda: types.ThingRetrieveResponseHeaders,
        )
