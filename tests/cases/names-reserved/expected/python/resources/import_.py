"""`client.import_`"""

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
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from .._runtime.options import Body, Headers, Query, Timeout

__all__ = ["AsyncImportResource", "ImportResource"]

_RETRIEVE: Operation[types.Class] = Operation(
    "GET",
    "/import/{class}",
    returns=lambda: types.Class,
)

_UPDATE: Operation[None] = Operation(
    "PUT",
    "/import",
    body="json",
)


class ImportResource(SyncResource):
    """The methods of `client.import_`."""

    @cached_property
    def with_raw_response(self) -> ImportResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return ImportResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> ImportResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return ImportResourceWithStreamingResponse(self)

    def retrieve(
        self,
        class_: str,
        *,
        self_: str | Omit = omit,
        timeout_: float | Omit = omit,
        extra_headers_: str | Omit = omit,
        none: str | Omit = omit,
        from_: Sequence[str] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Class:
        """`GET /import/{class}`

        Example:
            result = client.import_.retrieve("class")
            print(result.def_)
        """
        return self._request(
            _RETRIEVE,
            path={"class": class_},
            query={
                "self": self_,
                "timeout": timeout_,
                "extra_headers": extra_headers_,
                "None": none,
                "from": from_,
            },
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    def update(
        self,
        *,
        def_: str,
        argument_123: int,
        list: Sequence[str] | Omit = omit,
        dict: Mapping[str, str] | Omit = omit,
        str: str | Omit = omit,
        date: str | date | Omit = omit,
        datetime: str | datetime | Omit = omit,
        field: str | Omit = omit,
        model: str | Omit = omit,
        any: types.Any_ | Omit = omit,
        optional: str | None | Omit = omit,
        to_dict: bool | Omit = omit,
        init: str | Omit = omit,
        private: str | Omit = omit,
        empty: str | Omit = omit,
        type: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`PUT /import`

        Example:
            client.import_.update(def_="def", argument_123=0)
        """
        return self._request(
            _UPDATE,
            body={
                "def": def_,
                "123": argument_123,
                "list": list,
                "dict": dict,
                "str": str,
                "date": date,
                "datetime": datetime,
                "field": field,
                "Model": model,
                "Any": any,
                "Optional": optional,
                "to_dict": to_dict,
                "__init__": init,
                "_private": private,
                "": empty,
                "@type": type,
            },
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class AsyncImportResource(AsyncResource):
    """The methods of `client.import_`."""

    @cached_property
    def with_raw_response(self) -> AsyncImportResourceWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncImportResourceWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncImportResourceWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncImportResourceWithStreamingResponse(self)

    async def retrieve(
        self,
        class_: str,
        *,
        self_: str | Omit = omit,
        timeout_: float | Omit = omit,
        extra_headers_: str | Omit = omit,
        none: str | Omit = omit,
        from_: Sequence[str] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> types.Class:
        """`GET /import/{class}`"""
        return await self._request(
            _RETRIEVE,
            path={"class": class_},
            query={
                "self": self_,
                "timeout": timeout_,
                "extra_headers": extra_headers_,
                "None": none,
                "from": from_,
            },
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )

    async def update(
        self,
        *,
        def_: str,
        argument_123: int,
        list: Sequence[str] | Omit = omit,
        dict: Mapping[str, str] | Omit = omit,
        str: str | Omit = omit,
        date: str | date | Omit = omit,
        datetime: str | datetime | Omit = omit,
        field: str | Omit = omit,
        model: str | Omit = omit,
        any: types.Any_ | Omit = omit,
        optional: str | None | Omit = omit,
        to_dict: bool | Omit = omit,
        init: str | Omit = omit,
        private: str | Omit = omit,
        empty: str | Omit = omit,
        type: str | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
    ) -> None:
        """`PUT /import`"""
        return await self._request(
            _UPDATE,
            body={
                "def": def_,
                "123": argument_123,
                "list": list,
                "dict": dict,
                "str": str,
                "date": date,
                "datetime": datetime,
                "field": field,
                "Model": model,
                "Any": any,
                "Optional": optional,
                "to_dict": to_dict,
                "__init__": init,
                "_private": private,
                "": empty,
                "@type": type,
            },
            extra_headers=extra_headers,
            extra_query=extra_query,
            extra_body=extra_body,
            timeout=timeout,
            max_retries=max_retries,
        )


class ImportResourceWithRawResponse:
    """Methods of `ImportResource` that return the HTTP response."""

    def __init__(self, resource: ImportResource) -> None:
        self._resource = resource
        self.retrieve = raw(resource.retrieve)
        self.update = raw(resource.update)


class AsyncImportResourceWithRawResponse:
    """Methods of `AsyncImportResource` that return the HTTP response."""

    def __init__(self, resource: AsyncImportResource) -> None:
        self._resource = resource
        self.retrieve = async_raw(resource.retrieve)
        self.update = async_raw(resource.update)


class ImportResourceWithStreamingResponse:
    """Methods of `ImportResource` that open the HTTP response unread."""

    def __init__(self, resource: ImportResource) -> None:
        self._resource = resource
        self.retrieve = streamed(resource.retrieve)
        self.update = streamed(resource.update)


class AsyncImportResourceWithStreamingResponse:
    """Methods of `AsyncImportResource` that open the HTTP response unread."""

    def __init__(self, resource: AsyncImportResource) -> None:
        self._resource = resource
        self.retrieve = async_streamed(resource.retrieve)
        self.update = async_streamed(resource.update)
