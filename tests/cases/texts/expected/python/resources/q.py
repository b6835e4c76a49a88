"""`client.q`"""

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

if TYPE_CHECKING:
    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncQResource", "QResource"]

_RETRIEVE: Operation[types.Text] = Operation(
    "GET",
    "/q/{p}",
    returns=lambda: types.Text,
)


class QResource(SyncResource):
    """The methods of `client.q`."""

    @cached_property
    def with_raw_response(self) -> QResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return QResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> QResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return QResourceWithStreamingResponse(self)

    def retrieve(
        self,
        p: str,
        *,
        a_b: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Text:
        """Ends with a quote "

        Triple \"\"\" and \\ and ''' and */ and ${x} and #{y} and {{7*7}} and {% import os
        %} and `z`.
        NUL <U+0000>, bidi <U+202E>, separator
        , tab   end, # type: ignore

            code block

        - a long list item that goes on and on and on until it has to be broken
          somewhere, and then on

        last line \\

        Args:
            p: \"\"\"
            a_b: </script>
                */

                (default: `\"\"\"
                \\`)

        Example:
            result = client.q.retrieve("p")
            print(result)
        """
        return self._request(
            _RETRIEVE,
            path={"p": p},
            query={'a"b\\': a_b},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncQResource(AsyncResource):
    """The methods of `client.q`."""

    @cached_property
    def with_raw_response(self) -> AsyncQResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncQResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncQResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncQResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        p: str,
        *,
        a_b: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Text:
        """Ends with a quote "

        Triple \"\"\" and \\ and ''' and */ and ${x} and #{y} and {{7*7}} and {% import os
        %} and `z`.
        NUL <U+0000>, bidi <U+202E>, separator
        , tab   end, # type: ignore

            code block

        - a long list item that goes on and on and on until it has to be broken
          somewhere, and then on

        last line \\

        Args:
            p: \"\"\"
            a_b: </script>
                */

                (default: `\"\"\"
                \\`)
        """
        return await self._request(
            _RETRIEVE,
            path={"p": p},
            query={'a"b\\': a_b},
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class QResourceWithRawResponse:
    """Methods of `QResource` that return the HTTP response."""

    def __init__(self, resource: QResource) -> None:
        self._resource = resource
        self.retrieve = raw(resource.retrieve)


class AsyncQResourceWithRawResponse:
    """Methods of `AsyncQResource` that return the HTTP response."""

    def __init__(self, resource: AsyncQResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(resource.retrieve)


class QResourceWithStreamingResponse:
    """Methods of `QResource` that open the HTTP response unread."""

    def __init__(self, resource: QResource) -> None:
        self._resource = resource
        self.retrieve = streamed(resource.retrieve)


class AsyncQResourceWithStreamingResponse:
    """Methods of `AsyncQResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncQResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(resource.retrieve)
