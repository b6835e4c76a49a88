"""Resources, and their faces that give raw and streaming answers.

A method of a resource ends in `self._request(OPERATION, ...)` or `self._list(...)`. What
these give back is the client's `_mode`; the wrappers below bind a method to a copy of its
resource whose client has another mode.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from .client_base import RAW, STREAMED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from typing_extensions import ParamSpec

    from .client_async import AsyncClient
    from .client_sync import SyncClient
    from .response import (
        APIResponse,
        AsyncAPIResponse,
        AsyncTypedAPIResponse,
        TypedAPIResponse,
    )

    P = ParamSpec("P")
    H = TypeVar("H")


__all__ = [
    "AsyncResource",
    "AsyncResponseContext",
    "ResponseContext",
    "SyncResource",
    "async_raw",
    "async_streamed",
    "raw",
    "streamed",
]

if TYPE_CHECKING:
    R = TypeVar("R")
    ResponseT = TypeVar("ResponseT", bound=APIResponse[Any])
    AsyncResponseT = TypeVar("AsyncResponseT", bound=AsyncAPIResponse[Any])
else:
    ResponseT = TypeVar("ResponseT")
    AsyncResponseT = TypeVar("AsyncResponseT")


class SyncResource:
    """A group of operations of a sync client."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client
        self._request = client._request
        self._list = client._list

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"


class AsyncResource:
    """A group of operations of an async client."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self._request = client._request
        self._list = client._list

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"


# `headers` gives the type of the headers that the document declares for the answers.


@overload
def raw(method: Callable[P, R]) -> Callable[P, APIResponse[R]]: ...
@overload
def raw(
    method: Callable[P, R], headers: Callable[[], type[H]]
) -> Callable[P, TypedAPIResponse[R, H]]: ...
def raw(method: Any, headers: Any = None) -> Any:
    """The method, giving the answer with its body read instead of the value."""
    return _in_mode(method, RAW, headers)


@overload
def async_raw(
    method: Callable[P, Awaitable[R]],
) -> Callable[P, Coroutine[Any, Any, AsyncAPIResponse[R]]]: ...
@overload
def async_raw(
    method: Callable[P, Awaitable[R]], headers: Callable[[], type[H]]
) -> Callable[P, Coroutine[Any, Any, AsyncTypedAPIResponse[R, H]]]: ...
def async_raw(method: Any, headers: Any = None) -> Any:
    """The async method, giving the answer with its body read instead of the value."""
    return _in_mode(method, RAW, headers)


@overload
def streamed(
    method: Callable[P, R],
) -> Callable[P, ResponseContext[APIResponse[R]]]: ...
@overload
def streamed(
    method: Callable[P, R], headers: Callable[[], type[H]]
) -> Callable[P, ResponseContext[TypedAPIResponse[R, H]]]: ...
def streamed(method: Any, headers: Any = None) -> Any:
    """The method, giving the answer before its body is read; for a `with` statement."""
    bound = _in_mode(method, STREAMED, headers)

    @wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        return ResponseContext(lambda: bound(*args, **kwargs))

    return call


@overload
def async_streamed(
    method: Callable[P, Awaitable[R]],
) -> Callable[P, AsyncResponseContext[AsyncAPIResponse[R]]]: ...
@overload
def async_streamed(
    method: Callable[P, Awaitable[R]], headers: Callable[[], type[H]]
) -> Callable[P, AsyncResponseContext[AsyncTypedAPIResponse[R, H]]]: ...
def async_streamed(method: Any, headers: Any = None) -> Any:
    """The async method, giving the answer before its body is read; for `async with`."""
    bound = _in_mode(method, STREAMED, headers)

    @wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        return AsyncResponseContext(lambda: bound(*args, **kwargs))

    return call


class ResponseContext(Generic[ResponseT]):
    """Makes the call at the beginning of the `with` statement, closes it at the end."""

    __slots__ = ("_call", "_response")

    def __init__(self, call: Callable[[], ResponseT]) -> None:
        self._call = call
        self._response: ResponseT | None = None

    def __enter__(self) -> ResponseT:
        self._response = self._call()
        return self._response

    def __exit__(self, *exc: object) -> None:
        if self._response is not None:
            self._response.close()


class AsyncResponseContext(Generic[AsyncResponseT]):
    """The same for `async with`."""

    __slots__ = ("_call", "_response")

    def __init__(self, call: Callable[[], Awaitable[AsyncResponseT]]) -> None:
        self._call = call
        self._response: AsyncResponseT | None = None

    async def __aenter__(self) -> AsyncResponseT:
        self._response = await self._call()
        return self._response

    async def __aexit__(self, *exc: object) -> None:
        if self._response is not None:
            await self._response.close()


def _in_mode(method: Any, mode: int, headers: Any) -> Any:
    """The method of a copy of its resource (or client) with another mode."""
    owner = method.__self__
    twin = _twin(owner)
    client = getattr(owner, "_client", None)
    if client is None:
        twin._mode = mode
        twin._headers_type = headers
    else:
        other = _twin(client)
        other._mode = mode
        other._headers_type = headers
        twin._client = other
        twin._request = other._request
        twin._list = other._list
    return method.__func__.__get__(twin)


def _twin(owner: object) -> Any:
    twin: Any = object.__new__(type(owner))
    twin.__dict__.update(owner.__dict__)
    return twin
