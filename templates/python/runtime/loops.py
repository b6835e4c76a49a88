"""One HTTP session for each event loop: a connection belongs to the loop that made it."""

from __future__ import annotations

import asyncio
import weakref
from contextlib import suppress
from os import getpid
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

__all__ = ["PerLoop"]

S = TypeVar("S")

_ABANDONED: list[object] = []
"""Sessions of the process that this one was forked from. Giving them up would take their
sockets out of the other process's selector, which the two share."""


class PerLoop(Generic[S]):
    """The sessions of the loops that are in use.

    A session is closed with its loop where the loop is ended as `asyncio.run` does it, so
    that a client which nobody closes leaves nothing open.
    """

    __slots__ = ("__weakref__", "_close", "_drop", "_items", "_make")

    def __init__(
        self,
        make: Callable[[], S],
        close: Callable[[S], Awaitable[None]],
        drop: Callable[[S], None],
    ) -> None:
        """`drop` gives up a session without awaiting anything: its loop may be closed, or
        run in another thread."""
        self._make = make
        self._close = close
        self._drop = drop
        self._items: _Items[S] = {}
        weakref.finalize(self, _drop_all, self._items, drop, getpid())

    def get(self) -> S:
        """The session of the running loop."""
        loop = asyncio.get_running_loop()
        item = self._items.get(loop)
        return self._open(loop) if item is None else item[0]

    def _open(self, loop: asyncio.AbstractEventLoop) -> S:
        for other in list(self._items):
            if other.is_closed():
                _drop_one(self._items, other, self._drop)
        session = self._make()
        keeper = _keep(self._items, loop, session, self._close)
        with suppress(StopIteration):
            keeper.__anext__().send(None)  # to its `yield`: now the loop knows it
        self._items[loop] = (session, keeper)
        return session

    async def close(self) -> None:
        """Close the session of the running loop, give up those of others."""
        item = self._items.get(asyncio.get_running_loop())
        if item is not None:
            await item[1].aclose()
        _drop_all(self._items, self._drop, getpid())


if TYPE_CHECKING:
    from typing import TypeAlias

    _Items: TypeAlias = dict[
        asyncio.AbstractEventLoop, tuple[S, AsyncGenerator[None, None]]
    ]


async def _keep(
    items: _Items[S],
    loop: asyncio.AbstractEventLoop,
    session: S,
    close: Callable[[S], Awaitable[None]],
) -> AsyncGenerator[None, None]:
    """Wait for the end of the loop, which closes all asynchronous generators."""
    try:
        yield
    finally:
        if items.pop(loop, None) is not None:
            await close(session)


def _drop_one(
    items: _Items[Any], loop: asyncio.AbstractEventLoop, drop: Callable[[Any], None]
) -> None:
    session, keeper = items.pop(loop)
    drop(session)
    with suppress(StopIteration, StopAsyncIteration):
        keeper.aclose().send(None)  # ends at once: it is no longer among the items


def _drop_all(items: _Items[Any], drop: Callable[[Any], None], pid: int) -> None:
    """Give up all sessions without awaiting anything."""
    if pid != getpid():
        _ABANDONED.append(items)
        return
    for loop in list(items):
        _drop_one(items, loop, drop)
