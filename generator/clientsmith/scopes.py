"""Names that exclude each other."""

from __future__ import annotations

import itertools
from collections.abc import Iterable


class Scope(set[str]):
    """The names that are taken."""

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


class FileScope(Scope):
    """The same for names of files: those that differ only in case collide."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        super().__init__(name.lower() for name in taken)

    def __contains__(self, name: object) -> bool:
        return super().__contains__(str(name).lower())

    def add(self, name: str) -> None:
        """Take a name, whether it is free or not."""
        super().add(name.lower())
