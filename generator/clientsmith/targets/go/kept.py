"""Which texts of the lock can be names of Go."""

from __future__ import annotations

import re

from clientsmith import kept
from clientsmith.targets.go.scopes import RESERVED_TYPES

_EXPORTED = re.compile(r"[A-Z][^\W_]*\Z")
_FILE = re.compile(r"[a-z][a-z0-9]*\Z")


class Kept(kept.Kept):
    """The names of a package that were decided before, and those that the next run has to know."""

    @property
    def unions(self) -> frozenset[str]:
        """What unions within other types were called before."""
        lines = self.names.locked.get("union", {})
        return frozenset(it for it in lines.values() if self.allows("union", it))

    def allows(self, kind: str, name: str) -> bool:
        """Exported names, and names of files that no build constraint is made of."""
        if kind == "union" and name in RESERVED_TYPES:
            return False
        return bool((_FILE if kind == "file" else _EXPORTED).match(name))
