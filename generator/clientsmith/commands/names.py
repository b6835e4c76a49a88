"""`names.lock` during a run: what it says, and what it is to say afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from clientsmith import files
from clientsmith.commands.console import of_output, shown
from clientsmith.config import ApiConfig, ConfigError
from clientsmith.diagnostics import Severity
from clientsmith.lock import MAX_BYTES, Lock, decode, section
from clientsmith.names import Names

if TYPE_CHECKING:
    from clientsmith.report import Finding


class Kept(msgspec.Struct):
    """The names of one API."""

    api: ApiConfig
    before: Lock = msgspec.field(default_factory=Lock)
    text: bytes | None = None
    """The file as it is; None: there is none."""
    decided: dict[str, Names] = {}
    """By target; the API's own under the empty name."""
    _made: tuple[tuple[str, ...], Lock, bytes] | None = None

    def of(self, target: str = "") -> Names:
        """The names that the API, or one of its targets, begins with; it notes its own in them."""
        keys = self.decided[""].keys if target else {}
        names = Names(self.before.names(self.api.name, target), keys)
        self.decided[target] = names
        return names

    def hash(self, *targets: str) -> str:
        """Hash of the names that decide the output of targets; empty without a lock."""
        from clientsmith.hashes import sha256

        if self.api.lock is None:
            return ""
        lock = self._after()[1]
        return sha256(b"".join(section(lock, self.api.name, target) for target in targets))

    def _after(self) -> tuple[Lock, bytes]:
        """What the file is to say; asked only after all whose names are asked for have decided."""
        decided = tuple(self.decided)
        if self._made is None or self._made[0] != decided:
            lock = self.before.updated(self.api.name, self.decided)
            self._made = decided, lock, lock.encode()
        return self._made[1:]

    def write(self) -> str:
        """Bring the file up to date; says what that changed, empty when nothing."""
        path = self.api.lock
        if path is None or self._is_current():
            return ""
        files.replace(path, self._after()[1], 0o644)
        return f"{shown(path).as_posix()}: {self._changes()}"

    def check(self) -> list[Finding]:
        """Whether the file says what it is to say."""
        path = self.api.lock
        if path is None or self._is_current():
            return []
        message = "missing" if self.text is None else f"names.lock would change: {self._changes()}"
        hint = "run `clientsmith generate` and commit the result"
        return [of_output(path, Severity.ERROR, "drift/names", message, hint)]

    def _is_current(self) -> bool:
        lock, data = self._after()
        present = None if self.text is None else self.text.replace(b"\r\n", b"\n")
        return present == data or (present is None and not lock.lines)

    def _changes(self) -> str:
        counts = self.before.changes(self._after()[0])
        named = zip(counts, ("added", "renamed", "dropped"), strict=True)
        said = ", ".join(f"{number} {what}" for number, what in named if number)
        return said or "its lines in order"


def load(api: ApiConfig) -> Kept:
    """The names of an API as they were decided before. Raises ConfigError."""
    from clientsmith.targets import TARGETS

    if api.lock is None:
        return Kept(api)
    try:
        with api.lock.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Kept(api)
    lock, faults = decode(data, api.lock.name, TARGETS)
    if faults:
        raise ConfigError(api.lock, faults, data.decode("utf-8-sig", "replace"))
    return Kept(api, lock, data)
