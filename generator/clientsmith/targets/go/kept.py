"""Which texts of the lock can be names of Go."""

from __future__ import annotations

import re

from clientsmith import kept

_EXPORTED = re.compile(r"[A-Z][^\W_]*\Z")
_FILE = re.compile(r"[a-z][a-z0-9]*\Z")


class Kept(kept.Kept):
    """The names of a package that were decided before, and those that the next run has to know."""

    def allows(self, kind: str, name: str) -> bool:
        """Exported names, and names of files that no build constraint is made of."""
        return bool((_FILE if kind == "file" else _EXPORTED).match(name))
