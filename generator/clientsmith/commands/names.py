"""`names.lock` during a run: what it says, and what it is to say afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clientsmith.commands.console import of_output, shown
from clientsmith.config import ApiConfig, ConfigError
from clientsmith.diagnostics import Severity
from clientsmith.lock import MAX_BYTES, Lock, decode, section
from clientsmith.names import Names

if TYPE_CHECKING:
    from clientsmith.report import Finding


@dataclass(slots=True)
class Kept:
    """The names of one API."""

    api: ApiConfig
    before: Lock = field(default_factory=Lock)
    text: bytes | None = None
    """The file as it is; None: there is none."""
    decided: dict[str, Names] = field(default_factory=dict)
    """By target; the API's own under the empty name."""

    def of(self, target: str = "") -> Names:
        """The names that the API, or one of its targets, begins with; it notes its own in them."""
        keys = self.decided[""].keys if target else {}
        names = Names(self.before.names(self.api.name, target), keys)
        self.decided[target] = names
        return names

    def hash(self, target: str) -> str:
        """Hash of the names that decide the output of a target; empty without a lock."""
        from clientsmith.manifest import sha256

        if self.api.lock is None:
            return ""
        return sha256(section(self.after.encode(), self.api.name, target))

    @property
    def after(self) -> Lock:
        """What the file is to say."""
        return self.before.updated(self.api.name, self.decided, self.api.configured)

    def write(self) -> str:
        """Bring the file up to date; says what that changed, empty when nothing."""
        from clientsmith import output

        path, after = self.api.lock, self.after
        if path is None or self._is_current(after):
            return ""
        output.replace(path, after.encode())
        return f"{shown(path).as_posix()}: {self._changes(after)}"

    def check(self) -> list[Finding]:
        """Whether the file says what it is to say."""
        path, after = self.api.lock, self.after
        if path is None or self._is_current(after):
            return []
        message = (
            "missing" if self.text is None else f"names.lock would change: {self._changes(after)}"
        )
        hint = "run `clientsmith generate` and commit the result"
        return [of_output(path, Severity.ERROR, "drift/names", message, hint)]

    def _is_current(self, after: Lock) -> bool:
        present = None if self.text is None else self.text.replace(b"\r\n", b"\n")
        return present == after.encode() or (present is None and not after.lines)

    def _changes(self, after: Lock) -> str:
        counts = zip(self.before.changes(after), ("added", "renamed", "dropped"), strict=True)
        said = ", ".join(f"{number} {what}" for number, what in counts if number)
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
