"""The only writer: puts finished files into an output folder, or not at all.

Rules
- New content is first written to `.clientsmith-staging` inside the output, then moved into place,
  the manifest last. A full disk or a crash before the moves leaves the old output untouched. A
  crash between them leaves the staged manifest as a journal: the next run knows both states.
- A file that already has the right content is not touched (its time stays).
- A file that was edited by hand is restored, and the edited text is kept beside it as `NAME.orig`;
  with `force` it is not kept. Work is never lost silently, and `generate` always repairs.
- A file that Clientsmith never wrote is never overwritten, unless with `force`.
- What is no longer generated is deleted if it is as it was written, and else kept and reported.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from clientsmith import files as disk
from clientsmith import manifest, paths
from clientsmith.folder import STAGING, Folder, UnsafeFolder
from clientsmith.hashes import sha256
from clientsmith.manifest import Inputs
from clientsmith.render import File

MAX_BYTES = 1024 * 1024 * 1024
_NEW = "new"
"""Folder of the staging folder that is laid out like the output."""


class OutputError(Exception):
    """The output cannot be written as it should; nothing was changed. The message says why."""


class Written(msgspec.Struct):
    """What a run did to an output folder. Paths are relative to it, and sorted."""

    written: list[str] = []
    unchanged: int = 0
    deleted: list[str] = []
    restored: list[tuple[str, str]] = []
    """(file that had been edited by hand, where the edited text is now; empty: not kept)"""
    kept: list[str] = []
    """No longer generated, but edited by hand, so left alone."""
    manifest_only: bool = False
    """The files were right already, but not what the manifest said of them or of their inputs."""


def write(files: Iterable[File], folder: Path, inputs: Inputs, *, force: bool = False) -> Written:
    """Make `folder` hold exactly `files` of ours, and a manifest; see the module's docstring.

    Raises OutputError before anything is changed, and OSError as the system gives it: while
    staging, which leaves the old output whole, or between the moves, which the next run repairs.
    """
    content = {file.path: file.text for file in files}
    made = manifest.build((File(path, content[path]) for path in content), inputs)
    try:
        paths.verify([*content, manifest.NAME, STAGING])
        state = Folder(folder)
        plan = _plan(content, state, force)
    except (paths.PathError, UnsafeFolder) as error:
        raise OutputError(str(error)) from error
    if sum(map(len, content.values())) > MAX_BYTES:
        raise OutputError(f"the output is larger than the limit of {MAX_BYTES} bytes")
    text = made.encode()
    changes = plan.written or plan.deleted or state.staged is not None
    if not changes and state.exists and state.read(manifest.NAME) == text:
        return plan
    plan.manifest_only = not (plan.written or plan.deleted)
    created = _create(folder)
    staging = folder / STAGING
    try:
        _stage({path: content[path] for path in plan.written}, text, staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        with contextlib.suppress(OSError):
            for path in created:
                path.rmdir()
        raise
    _commit(plan, folder)
    return plan


# --- deciding ----------------------------------------------------------------------------------


def _plan(content: dict[str, bytes], state: Folder, force: bool) -> Written:
    """What has to be done to the folder; reads only."""
    plan = Written()
    foreign: list[str] = []
    unreadable = state.has_manifest and state.manifest is None
    for path in sorted(content):
        present = state.read(path)
        if present == content[path]:
            plan.unchanged += 1
            continue
        plan.written.append(path)
        if present is None:
            continue
        if path not in state.known and not unreadable and not force:
            foreign.append(path)
        elif sha256(present) not in state.known.get(path, ()):
            plan.restored.append((path, "" if force else _spare(state, path, present)))
    if foreign:
        listed = ", ".join(foreign[:5]) + (", ..." if len(foreign) > 5 else "")
        raise OutputError(
            f"{state.path} already holds files that Clientsmith did not write: {listed}; "
            "move them away, choose another output, or overwrite them with --force"
        )
    for path in sorted(set(state.known) - set(content)):
        try:
            present = state.read(path)
        except UnsafeFolder:
            plan.kept.append(path)
            continue
        if present is not None:
            (plan.deleted if sha256(present) in state.known[path] else plan.kept).append(path)
    _verify_places(content, plan, state)
    return plan


def _spare(state: Folder, path: str, present: bytes) -> str:
    """Where an edited text is kept: a name that is free, or that holds the same text already."""
    number = 1
    while True:
        name = f"{path}.orig{number if number > 1 else ''}"
        if state.read(name) in (None, present) and not state.locate(name).is_dir():
            return name
        number += 1


def _verify_places(content: dict[str, bytes], plan: Written, state: Folder) -> None:
    """Refuse a foreign file where a folder is needed, and the reverse."""
    deleted = set(plan.deleted)
    folders: set[str] = set()
    if not state.exists:
        return
    for path in plan.written:
        for parent in _parents(path):
            if parent in folders:
                break
            folders.add(parent)
            if state.read(parent) is not None and parent not in deleted:
                raise OutputError(f"{state.path / parent} is a file where a folder is needed")
        place = state.locate(path)
        if place.is_dir():
            for file in place.rglob("*"):
                name = file.relative_to(state.path).as_posix()
                if not file.is_dir() and name not in deleted and "__pycache__" not in file.parts:
                    raise OutputError(f"{place} is a folder where a file is needed")


# --- doing -------------------------------------------------------------------------------------


def _create(folder: Path) -> list[Path]:
    """Create the folder and its parents; returns the new ones, innermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
    return missing


def _stage(contents: dict[str, bytes], text: bytes, staging: Path) -> None:
    """Write everything to the staging folder; the manifest appears there when all is complete."""
    if staging.is_symlink():
        raise OutputError(f"{staging} is a symbolic link; it is not followed")
    if staging.is_dir():
        # Left by an interrupted run. Its manifest was taken into account; nothing else counts.
        shutil.rmtree(staging)
    staging.mkdir(mode=0o700)
    new = f"{staging}/{_NEW}"
    os.mkdir(new)
    for path in _folders(contents):
        os.mkdir(f"{new}/{path}")
    for path, content in contents.items():
        disk.put(f"{new}/{path}", content)
    disk.put(f"{staging}/manifest.part", text)
    os.replace(staging / "manifest.part", staging / manifest.NAME)


def _commit(plan: Written, folder: Path) -> None:
    staging = folder / STAGING
    for path, spare in plan.restored:
        if spare:
            os.replace(folder / path, folder / spare)
    files = set(plan.written)
    folders = _folders(plan.written)
    above = set(folders)
    blocking = {path for path in plan.deleted if path in above or files & {*_parents(path)}}
    for path in sorted(blocking):
        _delete(folder, path)
    _move(plan.written, folders, f"{staging}/{_NEW}", str(folder))
    spelled = {path.casefold(): path for path in plan.written}
    for path in plan.deleted:
        new = spelled.get(path.casefold())
        # Where case does not count, the old name may be the file that was just written.
        if path not in blocking and not (new and _is_same(folder / new, folder / path)):
            _delete(folder, path)
    os.replace(staging / manifest.NAME, folder / manifest.NAME)
    shutil.rmtree(staging, ignore_errors=True)


def _move(files: list[str], folders: list[str], staged: str, folder: str) -> None:
    """Put what is staged in its place: whole folders where there is none yet."""
    moved: set[str] = set()
    for path in folders:
        if path.rpartition("/")[0] in moved:
            moved.add(path)
        elif not os.path.isdir(f"{folder}/{path}"):
            os.replace(f"{staged}/{path}", f"{folder}/{path}")
            moved.add(path)
    for path in files:
        if path.rpartition("/")[0] in moved:
            continue
        target = f"{folder}/{path}"
        try:
            os.replace(f"{staged}/{path}", target)
        except OSError:
            if not os.path.isdir(target):
                raise
            os.rmdir(target)  # an empty one
            os.replace(f"{staged}/{path}", target)


def _folders(files: Iterable[str]) -> list[str]:
    """The folders of files, each before those in it."""
    found: dict[str, None] = {}
    for path in files:
        for parent in _parents(path):
            if parent in found:
                break
            found[parent] = None
    return sorted(found)


def _parents(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _is_same(new: Path, old: Path) -> bool:
    try:
        return os.path.samefile(new, old)
    except OSError:
        return False


def _delete(folder: Path, path: str) -> None:
    """Delete a file, its compiled form, and the folders that this leaves empty."""
    place = folder / path
    place.unlink(missing_ok=True)
    if place.suffix == ".py":
        for compiled in (place.parent / "__pycache__").glob(f"{place.stem}.*.pyc"):
            compiled.unlink(missing_ok=True)
    for empty in (place.parent / "__pycache__", place.parent, *place.parent.parents):
        if empty == folder or folder not in empty.parents:
            break
        with contextlib.suppress(OSError):
            empty.rmdir()
