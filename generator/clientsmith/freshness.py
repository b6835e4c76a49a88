"""Is there anything to do? What this machine verified before need not be generated again.

After a run that left an output exactly as it should be, a small record is kept in the user's cache
folder. The next run is done in milliseconds if the record and everything it stands for are
unchanged: generator, templates, configuration, document files, manifest, and every file of the
output. The record is not part of the output, so nobody can claim freshness by editing a manifest:
a machine that has not verified an output itself generates and compares.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any as Json

import msgspec

from clientsmith import files, manifest
from clientsmith.config import ApiConfig, TargetConfig
from clientsmith.folder import Folder, UnsafeFolder, is_dropping
from clientsmith.hashes import sha256, sha256_text
from clientsmith.lock import section
from clientsmith.render import templates_folder

FORMAT = 4


class Outcome(msgspec.Struct, frozen=True):
    """What a run found out, to be said again when it need not be repeated."""

    operations: int
    diagnostics: tuple[Mapping[str, Json], ...]
    """The fields of each diagnostic, as JSON."""
    has_places: bool = True
    """Whether each of them has its line, notes that are only counted too."""


def cache_folder() -> Path | None:
    """Where this user's caches are; None when there is no such place or it is switched off.

    `CLIENTSMITH_CACHE` names another folder; empty, it switches caching off.
    """
    chosen = os.environ.get("CLIENTSMITH_CACHE")
    if chosen is not None:
        return Path(chosen).absolute() if chosen else None
    for variable, below in (("XDG_CACHE_HOME", ""), ("LOCALAPPDATA", ""), ("HOME", ".cache")):
        base = os.environ.get(variable, "")
        if os.path.isabs(base):
            return Path(base, below, "clientsmith")
    return None


def recall(api: ApiConfig, target: TargetConfig) -> Outcome | None:
    """What the last run found out, if the output is certainly as that run left it."""
    place = _place(target)
    try:
        if place is None:
            return None
        record = json.loads(place.read_bytes())
        state = Folder(target.output)
        text = state.read(manifest.NAME)
        if text is None or state.manifest is None or state.staged is not None:
            return None
        if record["stamp"] != _stamp(api, target, text):
            return None
        # The manifest is the one that was verified, so the names in it may be used.
        spec = {name: api.spec.parent / name for name in state.manifest.inputs.spec}
        if any(
            sha256_text(path.read_bytes()) != state.manifest.inputs.spec[name]
            for name, path in spec.items()
        ):
            return None
        if any(_hash(state.read(path)) != given for path, given in state.manifest.files.items()):
            return None
        if state.foreign(set(state.manifest.files)):
            return None
        return Outcome(record["operations"], tuple(record["diagnostics"]), record["has_places"])
    except (OSError, ValueError, KeyError, TypeError, UnsafeFolder):
        return None


def remember(api: ApiConfig, target: TargetConfig, outcome: Outcome) -> None:
    """Note that the output is as it should be. A cache that cannot be written is not an error."""
    place = _place(target)
    if place is None:
        return
    with contextlib.suppress(OSError):
        text = (target.output / manifest.NAME).read_bytes()
        record = {
            "stamp": _stamp(api, target, text),
            "operations": outcome.operations,
            "diagnostics": [dict(item) for item in outcome.diagnostics],
            "has_places": outcome.has_places,
        }
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.replace(place, msgspec.json.encode(record))


def templates_hash(folder: str) -> str:
    """Hash of a target's templates; empty for a target without any."""
    return _tree_hash(templates_folder() / folder) if folder else ""


def _place(target: TargetConfig) -> Path | None:
    folder = cache_folder()
    name = sha256(os.fsencode(target.output.absolute()) + b"\0" + target.name.encode())
    return folder / "outputs" / f"{name[:32]}.json" if folder else None


def _stamp(api: ApiConfig, target: TargetConfig, text: bytes) -> str:
    parts = [
        str(FORMAT),
        _generator(),
        api.digest(target),
        os.fspath(api.spec.absolute()),
        sha256(text),
        *(sha256_text(path.read_bytes()) for path in api.overlays),
        _names(api, target),
    ]
    return sha256("\n".join(parts).encode("utf-8", "surrogateescape"))


def _names(api: ApiConfig, target: TargetConfig) -> str:
    """Hash of the names that are kept for a target; empty without a lock."""
    if api.lock is None:
        return ""
    try:
        lock = api.lock.read_bytes()
        every = (target, *target.languages)
        return sha256(b"".join(section(lock, api.name, it.name) for it in every))
    except FileNotFoundError:
        return "missing"


@cache
def _generator() -> str:
    """Which generator this is: in a checkout code and templates change every day.

    By size and times, which the system knows without opening hundreds of files.
    """
    found = []
    for folder in (Path(__file__).parent, templates_folder()):
        for parts, place in _files(folder):
            state = os.stat(place)
            found.append(f"{parts} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}")
    return sha256("\n".join(sorted(found)).encode())


def _tree_hash(folder: Path) -> str:
    """Hash of all files below a folder, by parts of their paths."""
    found: list[tuple[list[str], str]] = []
    for parts, place in _files(folder):
        with open(place, "rb") as file:
            found.append((parts, sha256_text(file.read())))
    lines = [f"{'/'.join(parts)} {digest}" for parts, digest in sorted(found)]
    return sha256("\n".join(lines).encode())


def _files(folder: Path) -> Iterator[tuple[list[str], str]]:
    """All files below a folder: the parts of the path from there, and the whole of it."""
    for place, folders, names in os.walk(folder):  # a third of the time that pathlib takes
        folders[:] = (name for name in folders if not is_dropping(name))
        parts = [it for it in os.path.relpath(place, folder).split(os.sep) if it != os.curdir]
        for name in names:
            if not is_dropping(name):
                yield [*parts, name], os.path.join(place, name)


def _hash(data: bytes | None) -> str | None:
    return None if data is None else sha256(data)
