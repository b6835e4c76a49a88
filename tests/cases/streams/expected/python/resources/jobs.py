"""`client.jobs`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, overload

from .. import types
from .._runtime.operation import Operation, StreamOperation
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
    from typing import Literal

    from .._runtime.options import Body, Headers, Query, Timeout
    from .._runtime.streaming import AsyncStream, Stream

__all__ = ["AsyncJobsResource", "JobsResource"]

_EVENTS: StreamOperation[types.Event] = StreamOperation(
    "GET",
    "/jobs:events",
    event=lambda: types.Event,
)

_LINES: StreamOperation[types.Event] = StreamOperation(
    "GET",
    "/jobs:lines",
    event=lambda: types.Event,
    format="jsonl",
)

_ITEMS: StreamOperation[types.JobItemsEvent] = StreamOperation(
    "GET",
    "/jobs:items",
    event=lambda: types.JobItemsEvent,
    format="jsonl",
)

_CHAT: Operation[types.JobChatResponse] = Operation(
    "POST",
    "/jobs:chat",
    returns=lambda: types.JobChatResponse,
    body="json",
)

_CHAT_STREAM: StreamOperation[types.Event] = StreamOperation(
    "POST",
    "/jobs:chat",
    event=lambda: types.Event,
    body="json",
)


class JobsResource(SyncResource):
    """The methods of `client.jobs`."""

    @cached_property
    def with_raw_response(self) -> JobsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return JobsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> JobsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return JobsResourceWithStreamingResponse(self)

    def events(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> Stream[types.Event]:
        """`GET /jobs:events`

        Example:
            with client.jobs.events() as stream:
                for item in stream:
                    print(item)
        """
        return self._request(
            _EVENTS,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def lines(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> Stream[types.Event]:
        """`GET /jobs:lines`

        Example:
            with client.jobs.lines() as stream:
                for item in stream:
                    print(item)
        """
        return self._request(
            _LINES,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def items(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> Stream[types.JobItemsEvent]:
        """`GET /jobs:items`

        Example:
            with client.jobs.items() as stream:
                for item in stream:
                    print(item)
        """
        return self._request(
            _ITEMS,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    @overload
    def chat(
        self,
        *,
        text: str,
        stream: Literal[False] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.JobChatResponse: ...

    @overload
    def chat(
        self,
        *,
        text: str,
        stream: Literal[True],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> Stream[types.Event]: ...

    @overload
    def chat(
        self,
        *,
        text: str,
        stream: bool,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.JobChatResponse | Stream[types.Event]: ...

    def chat(
        self,
        *,
        text: str,
        stream: bool | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.JobChatResponse | Stream[types.Event]:
        """`POST /jobs:chat`

        Example:
            result = client.jobs.chat(text="text")
            print(result)
        """
        return self._request(
            _CHAT_STREAM if stream is True else _CHAT,
            body={"text": text, "stream": stream},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )


class AsyncJobsResource(AsyncResource):
    """The methods of `client.jobs`."""

    @cached_property
    def with_raw_response(self) -> AsyncJobsResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncJobsResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncJobsResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncJobsResourceWithStreamingResponse(self)

    async def events(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncStream[types.Event]:
        """`GET /jobs:events`"""
        return await self._request(
            _EVENTS,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def lines(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncStream[types.Event]:
        """`GET /jobs:lines`"""
        return await self._request(
            _LINES,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def items(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> AsyncStream[types.JobItemsEvent]:
        """`GET /jobs:items`"""
        return await self._request(
            _ITEMS,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    @overload
    async def chat(
        self,
        *,
        text: str,
        stream: Literal[False] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.JobChatResponse: ...

    @overload
    async def chat(
        self,
        *,
        text: str,
        stream: Literal[True],
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> AsyncStream[types.Event]: ...

    @overload
    async def chat(
        self,
        *,
        text: str,
        stream: bool,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.JobChatResponse | AsyncStream[types.Event]: ...

    async def chat(
        self,
        *,
        text: str,
        stream: bool | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.JobChatResponse | AsyncStream[types.Event]:
        """`POST /jobs:chat`"""
        return await self._request(
            _CHAT_STREAM if stream is True else _CHAT,
            body={"text": text, "stream": stream},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )


class JobsResourceWithRawResponse:
    """Methods of `JobsResource` that return the HTTP response."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.events = raw(resource.events)
        self.lines = raw(resource.lines)
        self.items = raw(resource.items)
        self.chat = raw(resource.chat)


class AsyncJobsResourceWithRawResponse:
    """Methods of `AsyncJobsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.events = async_raw(resource.events)
        self.lines = async_raw(resource.lines)
        self.items = async_raw(resource.items)
        self.chat = async_raw(resource.chat)


class JobsResourceWithStreamingResponse:
    """Methods of `JobsResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.events = streamed(resource.events)
        self.lines = streamed(resource.lines)
        self.items = streamed(resource.items)
        self.chat = streamed(resource.chat)


class AsyncJobsResourceWithStreamingResponse:
    """Methods of `AsyncJobsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.events = async_streamed(resource.events)
        self.lines = async_streamed(resource.lines)
        self.items = async_streamed(resource.items)
        self.chat = async_streamed(resource.chat)
