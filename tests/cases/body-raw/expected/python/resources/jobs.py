"""`client.jobs`"""

from __future__ import annotations

import builtins
from functools import cached_property
from typing import TYPE_CHECKING, Any

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
    from .._runtime.files import FileTypes
    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncJobsResource", "JobsResource"]

_BYTES: Operation[builtins.bytes] = Operation(
    "PUT",
    "/jobs:bytes",
    returns=lambda: builtins.bytes,
    body="binary:application/octet-stream",
    accept="application/octet-stream",
)

_IMAGE: Operation[dict[str, Any]] = Operation(
    "GET",
    "/jobs:image",
    returns=lambda: dict[str, Any],
)

_TEXT: Operation[str] = Operation(
    "POST",
    "/jobs:text",
    returns=lambda: str,
    body="text:text/plain",
    accept="text/html",
)

_TEXT_CSV: Operation[str] = Operation(
    "POST",
    "/jobs:text",
    returns=lambda: str,
    body="text:text/csv",
    accept="text/html",
)

_SEVERAL: Operation[builtins.bytes] = Operation(
    "POST",
    "/jobs:several",
    returns=lambda: builtins.bytes,
    body="json",
    optional_body=True,
    accept="application/pdf",
)

_SEVERAL_XML: Operation[builtins.bytes] = Operation(
    "POST",
    "/jobs:several",
    returns=lambda: builtins.bytes,
    body="text:application/xml",
    accept="application/pdf",
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

    def bytes(
        self,
        *,
        body: FileTypes,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> builtins.bytes:
        """`PUT /jobs:bytes`

        Example:
            result = client.jobs.bytes(body=b"Example data")
            print(result)
        """
        return self._request(
            _BYTES,
            body=body,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def image(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> dict[str, Any]:
        """`GET /jobs:image`

        With the header `Accept` the answer is also `image/png`: see
        `with_raw_response`.

        Example:
            result = client.jobs.image()
            print(result)
        """
        return self._request(
            _IMAGE,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def text(
        self,
        *,
        body: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> str:
        """`POST /jobs:text`

        Example:
            result = client.jobs.text()
            print(result)
        """
        return self._request(
            _TEXT,
            body=body,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    def text_csv(
        self,
        *,
        body: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> str:
        """`POST /jobs:text`

        The body is sent as `text/csv`.

        Example:
            result = client.jobs.text_csv()
            print(result)
        """
        return self._request(
            _TEXT_CSV,
            body=body,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    def several(
        self,
        *,
        a: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> builtins.bytes:
        """`POST /jobs:several`

        Example:
            result = client.jobs.several()
            print(result)
        """
        return self._request(
            _SEVERAL,
            body={"a": a},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    def several_xml(
        self,
        *,
        body: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> builtins.bytes:
        """`POST /jobs:several`

        The body is sent as `application/xml`.

        Example:
            result = client.jobs.several_xml()
            print(result)
        """
        return self._request(
            _SEVERAL_XML,
            body=body,
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

    async def bytes(
        self,
        *,
        body: FileTypes,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> builtins.bytes:
        """`PUT /jobs:bytes`"""
        return await self._request(
            _BYTES,
            body=body,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def image(
        self,
        *,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> dict[str, Any]:
        """`GET /jobs:image`

        With the header `Accept` the answer is also `image/png`: see
        `with_raw_response`.
        """
        return await self._request(
            _IMAGE,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def text(
        self,
        *,
        body: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> str:
        """`POST /jobs:text`"""
        return await self._request(
            _TEXT,
            body=body,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    async def text_csv(
        self,
        *,
        body: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> str:
        """`POST /jobs:text`

        The body is sent as `text/csv`.
        """
        return await self._request(
            _TEXT_CSV,
            body=body,
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    async def several(
        self,
        *,
        a: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> builtins.bytes:
        """`POST /jobs:several`"""
        return await self._request(
            _SEVERAL,
            body={"a": a},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    async def several_xml(
        self,
        *,
        body: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> builtins.bytes:
        """`POST /jobs:several`

        The body is sent as `application/xml`.
        """
        return await self._request(
            _SEVERAL_XML,
            body=body,
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
        self.bytes = raw(resource.bytes)
        self.image = raw(resource.image)
        self.text = raw(resource.text)
        self.text_csv = raw(resource.text_csv)
        self.several = raw(resource.several)
        self.several_xml = raw(resource.several_xml)


class AsyncJobsResourceWithRawResponse:
    """Methods of `AsyncJobsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.bytes = async_raw(resource.bytes)
        self.image = async_raw(resource.image)
        self.text = async_raw(resource.text)
        self.text_csv = async_raw(resource.text_csv)
        self.several = async_raw(resource.several)
        self.several_xml = async_raw(resource.several_xml)


class JobsResourceWithStreamingResponse:
    """Methods of `JobsResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.bytes = streamed(resource.bytes)
        self.image = streamed(resource.image)
        self.text = streamed(resource.text)
        self.text_csv = streamed(resource.text_csv)
        self.several = streamed(resource.several)
        self.several_xml = streamed(resource.several_xml)


class AsyncJobsResourceWithStreamingResponse:
    """Methods of `AsyncJobsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.bytes = async_streamed(resource.bytes)
        self.image = async_streamed(resource.image)
        self.text = async_streamed(resource.text)
        self.text_csv = async_streamed(resource.text_csv)
        self.several = async_streamed(resource.several)
        self.several_xml = async_streamed(resource.several_xml)
