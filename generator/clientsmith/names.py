"""The names of one API that were decided before, and those that are decided now.

Whoever names something that callers write looks up what it was called when it was last generated,
gives it that name again if that is possible, and notes every name it gives. `lock` has both as
text; nothing here reads or writes.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Names(msgspec.Struct, frozen=True):
    """Names by their kind (`method`, `type`, ...) and the JSON pointer of what they name."""

    locked: Mapping[str, Mapping[str, str]] = {}
    """Decided before."""
    keys: dict[str, str] = {}
    """Pointer -> what stands for it in the lock, where its indices say nothing of what it is."""
    decided: dict[str, dict[str, str]] = {}
    """Decided now."""

    def get(self, kind: str, pointer: str) -> str:
        """What was decided before; empty: nothing."""
        known = self.locked.get(kind)
        return known.get(self.keys.get(pointer, pointer), "") if known else ""

    def keep(self, kind: str, pointer: str, name: str) -> None:
        """Note a name, for the next run."""
        self.decided.setdefault(kind, {})[self.keys.get(pointer, pointer)] = name
