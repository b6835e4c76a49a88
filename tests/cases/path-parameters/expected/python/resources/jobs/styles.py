"""`client.jobs.styles`"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ... import types
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
from ..._runtime.styles import Style

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from ..._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncStylesResource", "StylesResource"]

_RETRIEVE: Operation[None] = Operation(
    "GET",
    "/jobs/styles/{simple}/{label}{matrix}/{exploded}.{kind}",
    path_styles={
        "label": Style.LABEL,
        "matrix": Style.MATRIX_EXPLODE,
        "exploded": Style.SIMPLE_EXPLODE,
    },
)


class StylesResource(SyncResource):
    """The methods of `client.jobs.styles`."""

    @cached_property
    def with_raw_response(self) -> StylesResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return StylesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> StylesResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return StylesResourceWithStreamingResponse(self)

    def retrieve(
        self,
        kind: Literal["json", "xml"],
        *,
        simple: Sequence[str],
        label: Sequence[str],
        matrix: Sequence[int],
        exploded: types.jobs.StyleRetrieveParamsExplodedParam,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /jobs/styles/{simple}/{label}{matrix}/{exploded}.{kind}`

        Example:
            client.jobs.styles.retrieve(
                "json",
                simple=["simple"],
                label=["label"],
                matrix=[0],
                exploded={"a": "a"},
            )
        """
        return self._request(
            _RETRIEVE,
            path={
                "kind": kind,
                "simple": simple,
                "label": label,
                "matrix": matrix,
                "exploded": exploded,
            },
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncStylesResource(AsyncResource):
    """The methods of `client.jobs.styles`."""

    @cached_property
    def with_raw_response(self) -> AsyncStylesResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncStylesResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncStylesResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncStylesResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        kind: Literal["json", "xml"],
        *,
        simple: Sequence[str],
        label: Sequence[str],
        matrix: Sequence[int],
        exploded: types.jobs.StyleRetrieveParamsExplodedParam,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`GET /jobs/styles/{simple}/{label}{matrix}/{exploded}.{kind}`"""
        return await self._request(
            _RETRIEVE,
            path={
                "kind": kind,
                "simple": simple,
                "label": label,
                "matrix": matrix,
                "exploded": exploded,
            },
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class StylesResourceWithRawResponse:
    """Methods of `StylesResource` that return the HTTP response."""

    def __init__(self, resource: StylesResource) -> None:
        self._resource = resource
        self.retrieve = raw(resource.retrieve)


class AsyncStylesResourceWithRawResponse:
    """Methods of `AsyncStylesResource` that return the HTTP response."""

    def __init__(self, resource: AsyncStylesResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(resource.retrieve)


class StylesResourceWithStreamingResponse:
    """Methods of `StylesResource` that open the HTTP response unread."""

    def __init__(self, resource: StylesResource) -> None:
        self._resource = resource
        self.retrieve = streamed(resource.retrieve)


class AsyncStylesResourceWithStreamingResponse:
    """Methods of `AsyncStylesResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncStylesResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(resource.retrieve)
