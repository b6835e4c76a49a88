"""Names that exclude each other."""

from __future__ import annotations

import itertools
from collections.abc import Iterable


class Scope:
    """A set of taken names; with `folded`, names that differ only in case collide (file names)."""

    __slots__ = ("folded", "taken")

    def __init__(self, taken: Iterable[str] = (), *, folded: bool = False) -> None:
        self.folded = folded
        self.taken = {name.lower() for name in taken} if folded else set(taken)

    def claim(self, *candidates: str, also: Scope | None = None) -> str:
        """The first candidate that is free, in `also` too; else the last one with a number."""
        for name in candidates:  # mostly the first
            if name not in self and (also is None or name not in also):
                break
        else:
            numbered = (f"{candidates[-1]}{number}" for number in itertools.count(2))
            name = next(
                it for it in numbered if it not in self and (also is None or it not in also)
            )
        self.add(name)
        if also is not None:
            also.add(name)
        return name

    def __contains__(self, name: str) -> bool:
        return (name.lower() if self.folded else name) in self.taken

    def add(self, name: str) -> None:
        """Take a name, whether it is free or not."""
        self.taken.add(name.lower() if self.folded else name)
