"""Which names of Python stay as they were: those that can be names, and those of members."""

from __future__ import annotations

import keyword

from clientsmith import kept
from clientsmith.targets.python.text import BUILTIN_NAMES


class Kept(kept.Kept):
    """The names of a package that were decided before, and those that the next run has to know."""

    def allows(self, kind: str, name: str) -> bool:
        """Plain identifiers, which hide nothing."""
        parts = name.split(".") if kind == "module" else [name]
        return all(map(is_plain, parts)) and not _hides(kind, name)


def is_plain(name: str) -> bool:
    """Whether a name of the lock may stand in code."""
    return name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_")


def _hides(kind: str, name: str) -> bool:
    """Whether a class would hide a builtin that modules of types use."""
    return kind in ("class", "input", "params") and name in BUILTIN_NAMES and name.islower()
