"""`client.jobs`"""

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
    from collections.abc import Mapping, Sequence

    from .._runtime.files import FileTypes
    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncJobsResource", "JobsResource"]

_FORM: Operation[None] = Operation(
    "POST",
    "/jobs:form",
    body="form",
    encoding={"list": Style.FORM_COMMA, "deep": Style.DEEP_OBJECT},
)

_UPLOAD: Operation[types.JobUploadResponse] = Operation(
    "POST",
    "/jobs:upload",
    returns=lambda: types.JobUploadResponse,
    body="multipart",
    files=["file", "more"],
    encoding={"file": "image/png, image/jpeg", "meta": "application/json"},
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

    def form(
        self,
        *,
        a: str,
        list: Sequence[int] | Omit = omit,
        deep: Mapping[str, str] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> None:
        """`POST /jobs:form`

        Example:
            client.jobs.form(a="a")
        """
        return self._request(
            _FORM,
            body={"a": a, "list": list, "deep": deep},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    def upload(
        self,
        *,
        file: FileTypes,
        more: Sequence[FileTypes] | Omit = omit,
        meta: types.job_upload_request.MetaParam | Omit = omit,
        note: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.JobUploadResponse:
        """`POST /jobs:upload`

        Args:
            file: The file.

        Example:
            result = client.jobs.upload(file=b"Example data")
            print(result)
        """
        return self._request(
            _UPLOAD,
            body={"file": file, "more": more, "meta": meta, "note": note},
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

    async def form(
        self,
        *,
        a: str,
        list: Sequence[int] | Omit = omit,
        deep: Mapping[str, str] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> None:
        """`POST /jobs:form`"""
        return await self._request(
            _FORM,
            body={"a": a, "list": list, "deep": deep},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
            idempotency_key=idempotency_key,
        )

    async def upload(
        self,
        *,
        file: FileTypes,
        more: Sequence[FileTypes] | Omit = omit,
        meta: types.job_upload_request.MetaParam | Omit = omit,
        note: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        idempotency_key: str | None = None,
    ) -> types.JobUploadResponse:
        """`POST /jobs:upload`

        Args:
            file: The file.
        """
        return await self._request(
            _UPLOAD,
            body={"file": file, "more": more, "meta": meta, "note": note},
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
        self.form = raw(resource.form)
        self.upload = raw(resource.upload)


class AsyncJobsResourceWithRawResponse:
    """Methods of `AsyncJobsResource` that return the HTTP response."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.form = async_raw(resource.form)
        self.upload = async_raw(resource.upload)


class JobsResourceWithStreamingResponse:
    """Methods of `JobsResource` that open the HTTP response unread."""

    def __init__(self, resource: JobsResource) -> None:
        self._resource = resource
        self.form = streamed(resource.form)
        self.upload = streamed(resource.upload)


class AsyncJobsResourceWithStreamingResponse:
    """Methods of `AsyncJobsResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncJobsResource) -> None:
        self._resource = resource
        self.form = async_streamed(resource.form)
        self.upload = async_streamed(resource.upload)
