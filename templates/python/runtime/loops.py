"""One HTTP session for each event loop: a connection belongs to the loop that made it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PerLoop"]

S = TypeVar("S")


class PerLoop(Generic[S]):
    """The sessions of the loops that are in use; those of closed loops are dropped."""

    __slots__ = ("_drop", "_items", "_make")

    def __init__(self, make: Callable[[], S], drop: Callable[[S], None]) -> None:
        """`drop` gives up a session whose loop is closed, without awaiting anything."""
        self._make = make
        self._drop = drop
        self._items: dict[asyncio.AbstractEventLoop, S] = {}

    def get(self) -> S:
        """The session of the running loop."""
        loop = asyncio.get_running_loop()
        session = self._items.get(loop)
        if session is None:
            for other in list(self._items):
                if other.is_closed():
                    self._drop(self._items.pop(other))
            session = self._items[loop] = self._make()
        return session

    def take(self) -> S | None:
        """The running loop's session, to be closed; those of closed loops are dropped,
        those of other loops close with their loops."""
        mine = self._items.pop(asyncio.get_running_loop(), None)
        self.drop_all()
        return mine

    def drop_all(self) -> None:
        """Give up all sessions without awaiting anything."""
        while self._items:
            self._drop(self._items.popitem()[1])
