"""Which paths an output may have. Paths are relative, with `/`, and untrusted until verified here.

A path that passes means the same file on every system: no traversal, no name that Windows
reserves, and no two names that differ in case only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

MAX_FILES = 100_000
MAX_PATH = 400
"""Characters; Windows and most archives still work with it below a short folder."""

LONGEST_STEM = 100
"""Characters of the name of a file without what is put before and behind it."""

_DEVICES = "(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])"
"""Names that Windows reserves, whatever is behind a dot."""

_DEVICE = re.compile(rf"{_DEVICES}(?:\..*)?")

# No final dot: Windows drops it, and it would be `.` or `..`.
_SEGMENT = rf"(?!{_DEVICES}(?:[./]|\Z))[A-Za-z0-9_.-]{{0,119}}[A-Za-z0-9_-]"
_PATH = re.compile(f"{_SEGMENT}(?:/{_SEGMENT})*")


class PathError(ValueError):
    """A path that no output may have; the message names it."""


def is_safe(path: str) -> bool:
    """Whether `path` is one that Clientsmith may write, read or delete inside an output folder."""
    return len(path) <= MAX_PATH and _PATH.fullmatch(path) is not None


def portable(stem: str, joint: str = "_") -> str:
    """The stem of a file name: not too long, and no device of Windows.

    With a hash of what is cut off: whatever else there is, the name stays. `joint` ends a word.
    """
    if len(stem) > LONGEST_STEM:
        digest = hashlib.sha256(stem.encode()).hexdigest()[:8]
        return f"{stem[: LONGEST_STEM - 9].rstrip(joint)}{joint}{digest}"
    return f"{stem}{joint}" if _DEVICE.fullmatch(stem) else stem


def verify(paths: Iterable[str]) -> None:
    """Refuse unsafe paths, duplicates, names differing in case only, and a file used as a folder.

    Raises PathError for the first fault.
    """
    spelled: dict[str, str] = {}
    folders: set[str] = set()
    files: set[str] = set()
    for path in paths:
        if not is_safe(path):
            raise PathError(f"{path!a} is not a path that can be written on every system")
        if path.casefold() in files:
            raise PathError(f"{path} and {spelled[path.casefold()]} are the same file")
        files.add(path.casefold())
        _spell(path, spelled)
        parent = path.rpartition("/")[0]
        while parent and parent not in folders:
            folders.add(parent)
            _spell(parent, spelled)
            parent = parent.rpartition("/")[0]
    if len(files) > MAX_FILES:
        raise PathError(f"{len(files)} files are more than the limit of {MAX_FILES}")
    for folder in folders:
        if folder.casefold() in files:
            raise PathError(f"{folder} is both a file and a folder")


def _spell(path: str, spelled: dict[str, str]) -> None:
    other = spelled.setdefault(path.casefold(), path)
    if other != path:
        raise PathError(f"{path} and {other} differ in case only")
