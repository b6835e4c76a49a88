"""Whether an output is exactly what `generate` would write, and if not, why.

Needs no version control and no network, and changes nothing. The causes come from the manifest:
it tells what the files on disk were made from, and which of them are no longer as they were made.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from clientsmith import manifest
from clientsmith.folder import STAGING, Folder, UnsafeFolder
from clientsmith.hashes import sha256
from clientsmith.manifest import Inputs
from clientsmith.render import File

Kind: TypeAlias = Literal[
    "changed", "edited", "missing", "stale", "untracked", "unsafe", "interrupted"
]
"""What is wrong with a file: its inputs changed; somebody edited it; it is not there; it is no
longer generated; it was never generated; it is a symbolic link; a run was interrupted."""

_CONTEXT = 2
_DIFF_LINES = 16
_DIFF_WINDOW = 60


class Difference(msgspec.Struct, frozen=True):
    """One file that is not as it should be."""

    path: str
    """Relative to the output folder; empty: the folder itself."""
    kind: Kind
    causes: tuple[str, ...]
    """In words, e.g. `spec changed: pets.yaml`, `hand edit`."""
    diff: str = ""
    """The first differences as a unified diff; `-` is on disk, `+` is what would be written."""

    def __str__(self) -> str:
        return f"{self.path or '.'}: {', '.join(self.causes)}"


def check(files: Iterable[File], folder: Path, inputs: Inputs) -> list[Difference]:
    """Compare a folder with what it should hold; [] when `generate` would change nothing."""
    content = {file.path: file.text for file in files}
    made = manifest.build((File(path, content[path]) for path in content), inputs)
    try:
        state = Folder(folder)
    except UnsafeFolder as error:
        return [Difference("", "unsafe", (str(error),))]
    if not state.exists:
        return [Difference("", "missing", ("the output was never generated",))]
    causes = _causes(state, inputs)
    found = [_compare(path, text, state, causes) for path, text in content.items()]
    found += [_stale(path, state, causes) for path in set(state.known) - set(content)]
    ours = {*content, *state.known}
    untracked = ("not a generated file (untracked)",)
    found += [Difference(path, "untracked", untracked) for path in state.foreign(ours)]
    found.append(_manifest(made.encode(), state, causes))
    if (folder / STAGING).exists():
        found.append(Difference(STAGING, "interrupted", ("an interrupted run; generate again",)))
    return sorted((item for item in found if item is not None), key=lambda item: item.path)


def _causes(state: Folder, inputs: Inputs) -> tuple[str, ...]:
    """Why unedited files would be written differently now."""
    if state.manifest is None:
        return ("manifest unreadable" if state.has_manifest else "manifest missing",)
    return state.manifest.inputs.changes(inputs) or ("generator changed",)


def _compare(path: str, text: bytes, state: Folder, causes: tuple[str, ...]) -> Difference | None:
    try:
        present = state.read(path)
    except UnsafeFolder as error:
        return Difference(path, "unsafe", (str(error),))
    if present == text:
        return None
    if present is None:
        was_there = path in state.known
        return Difference(path, "missing", ("missing",) if was_there else ("missing", *causes))
    diff = unified(present, text)
    if state.manifest is not None and sha256(present) not in state.known.get(path, ()):
        return Difference(path, "edited", (_edit(path, present, text, state),), diff)
    return Difference(path, "changed", causes, diff)


def _edit(path: str, present: bytes, text: bytes, state: Folder) -> str:
    if present.replace(b"\r\n", b"\n") == text.replace(b"\r\n", b"\n"):
        return "line endings changed (git autocrlf?)"
    return "hand edit" if path in state.known else "hand edit (never generated here)"


def _stale(path: str, state: Folder, causes: tuple[str, ...]) -> Difference | None:
    try:
        present = state.read(path)
    except UnsafeFolder as error:
        return Difference(path, "unsafe", (str(error),))
    if present is None:
        return None
    if sha256(present) in state.known[path]:
        return Difference(path, "stale", ("no longer generated", *causes))
    return Difference(path, "edited", ("no longer generated", "hand edit"))


def _manifest(text: bytes, state: Folder, causes: tuple[str, ...]) -> Difference | None:
    try:
        present = state.read(manifest.NAME)
    except UnsafeFolder as error:
        return Difference(manifest.NAME, "unsafe", (str(error),))
    if present == text:
        return None
    if present is None:
        return Difference(manifest.NAME, "missing", ("missing",))
    if state.manifest is None:
        return Difference(manifest.NAME, "changed", ("unreadable",))
    if causes == ("generator changed",) and state.manifest.encode() != present:
        causes = ("hand edit",)
    return Difference(manifest.NAME, "changed", causes)


def unified(old: bytes, new: bytes) -> str:
    """The first differences of two texts, a few lines only; control characters are made visible."""
    before = old.decode("utf-8", "replace").splitlines()
    after = new.decode("utf-8", "replace").splitlines()
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    start = max(0, first - _CONTEXT)
    end = first + _DIFF_WINDOW
    lines = list(
        difflib.unified_diff(before[start:end], after[start:end], lineterm="", n=_CONTEXT)
    )[2:]
    # Only the first hunk, under its real line; where the windows end, texts seem to differ.
    hunks = [number for number, line in enumerate(lines) if line.startswith("@@ ")]
    lines = [f"@@ line {first + 1} @@", *lines[1 : hunks[1] if len(hunks) > 1 else None]]
    shown = lines[:_DIFF_LINES] + (["..."] if len(lines) > _DIFF_LINES else [])
    return "\n".join(map(_visible, shown))


def _visible(line: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line.replace("\t", "    "))
