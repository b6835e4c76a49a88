"""What is on disk in an output folder. Reads only; never follows a symbolic link."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from pathlib import Path

from clientsmith import manifest
from clientsmith.manifest import Manifest

STAGING = ".clientsmith-staging"
"""Folder inside an output that holds new files until all of them are written."""

# What interpreters, test runners, editors and version control leave behind is nobody's drift.
_DROPPINGS = (
    "__pycache__",
    "*.py[cod]",
    ".*_cache",
    ".hypothesis",
    ".coverage*",
    "htmlcov",
    "*.egg-info",
    ".venv",
    "venv",
    ".tox",
    ".nox",
    ".git",
    ".hg",
    ".idea",
    ".vscode",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    "node_modules",
    "*.tsbuildinfo",
    "*.orig",
    "*.orig[0-9]*",
    "*.rej",
    "*.sw[op]",
    "*~",
)
_DROPPING = re.compile("|".join(map(fnmatch.translate, _DROPPINGS)))
_TOP_DROPPINGS = ("build", "dist")


class UnsafeFolder(Exception):
    """A symbolic link, or another thing that is neither file nor folder, stands in the way."""


class Folder:
    """An output folder and what its manifests say of it.

    Raises UnsafeFolder when the folder itself is a symbolic link or not a folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._base = os.fspath(path)
        mode = _mode(path)
        self.exists = mode is not None
        if mode is not None and not stat.S_ISDIR(mode):
            raise UnsafeFolder(f"{path} is {_what(mode)}; an output must be a real folder")
        self.manifest = manifest.load(path / manifest.NAME)
        self.has_manifest = _mode(path / manifest.NAME) is not None
        self.staged = self._staged()
        self.known: dict[str, set[str]] = {}
        """Path -> hashes of the contents that Clientsmith is known to have written there."""
        for source in (self.manifest, self.staged):
            for name, digest in source.files.items() if source else ():
                self.known.setdefault(name, set()).add(digest)
        self._folders: set[str] = set()
        """Those that were looked at: none of them is a link."""
        self._missing: set[str] = set() if self.exists else {""}
        """Those of them that are not there, and so nothing in them."""

    def _staged(self) -> Manifest | None:
        """The manifest of a run that was interrupted while it moved its files into place."""
        mode = _mode(self.path / STAGING)
        if mode is None or not stat.S_ISDIR(mode):
            return None
        return manifest.load(self.path / STAGING / manifest.NAME)

    def locate(self, path: str) -> Path:
        """The place of a safe relative path. Raises UnsafeFolder if a link or file leads there."""
        return Path(self._locate(path))

    def _locate(self, path: str) -> str:
        parent = path.rpartition("/")[0]
        if parent and parent not in self._folders:
            place = self._locate(parent)
            mode = self._mode_of(parent, place)
            if mode is not None and stat.S_ISLNK(mode):
                raise UnsafeFolder(f"{place} is a symbolic link; it is not followed")
            self._folders.add(parent)
            if mode is None:
                self._missing.add(parent)
        return f"{self._base}/{path}"

    def _mode_of(self, path: str, place: str) -> int | None:
        """See `_mode`; nobody is asked about what is in a folder that is not there."""
        return None if path.rpartition("/")[0] in self._missing else _mode(place)

    def read(self, path: str) -> bytes | None:
        """Content of the regular file at a safe relative path; None when there is no file.

        Raises UnsafeFolder for a symbolic link, device, socket or pipe.
        """
        place = self._locate(path)
        mode = self._mode_of(path, place)
        if mode is None or stat.S_ISDIR(mode):
            return None
        if not stat.S_ISREG(mode):
            raise UnsafeFolder(f"{place} is {_what(mode)}; it is not followed")
        with open(place, "rb", buffering=0) as file:
            return file.read()

    def foreign(self, ours: set[str]) -> list[str]:
        """Sorted paths of the files that are not `ours`, the droppings of tools left out."""
        found: list[str] = []
        pending = [""] if self.exists else []
        while pending:
            prefix = pending.pop()
            for entry in os.scandir(self.path / prefix):
                path = prefix + entry.name
                if path in ours or not _is_foreign(path):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append(path + "/")
                else:
                    found.append(path)
        return sorted(found)


def is_dropping(name: str) -> bool:
    """Whether a file or folder of this name is something that a tool left behind."""
    return _DROPPING.match(name) is not None


def _is_foreign(path: str) -> bool:
    name = path.rpartition("/")[2]
    return not is_dropping(name) and path not in (*_TOP_DROPPINGS, STAGING, manifest.NAME)


def _mode(path: Path | str) -> int | None:
    """The file type of `path` itself; None when there is nothing."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _what(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a symbolic link"
    return "a file" if stat.S_ISREG(mode) else "not a regular file"
