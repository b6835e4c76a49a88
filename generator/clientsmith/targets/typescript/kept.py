"""Which texts of the lock can be names of TypeScript."""

from __future__ import annotations

import re

from clientsmith import kept
from clientsmith.targets.typescript.text import is_reserved

_TYPE = re.compile(r"[A-Z][A-Za-z0-9]*\Z")
_MEMBER = re.compile(r"[a-z][A-Za-z0-9]*\Z")
_FILE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*\Z")
_ALLOWED = {"member": _MEMBER, "file": _FILE}


class Kept(kept.Kept):
    """The names of a package that were decided before, and those that the next run has to know."""

    def allows(self, kind: str, name: str) -> bool:
        """Names as they are made of words."""
        if kind != "member" and is_reserved(name):
            return False
        return bool(_ALLOWED.get(kind, _TYPE).match(name))
