"""`manifest.json`: what an output was made from, and the hash of every file in it.

It stands beside the files it lists, travels with them, and is deterministic: no time, no
absolute path, no user. Whoever reads it treats it as untrusted: paths are verified, unknown
content makes it unreadable, and it is never more than a claim that hashes on disk confirm.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from clientsmith import paths
from clientsmith.hashes import sha256
from clientsmith.render import File

NAME = "manifest.json"
FORMAT = 1
MAX_BYTES = 64 * 1024 * 1024


class Inputs(msgspec.Struct, frozen=True):
    """Everything an output is made from. Hashes are SHA-256."""

    version: str
    """The generator's."""
    templates: str
    """Hash of the target's templates, runtime files among them."""
    config: str
    """Hash of the API's and the target's configuration."""
    spec: Mapping[str, str]
    """Document files, by their path relative to the main document's folder."""
    overlays: Mapping[str, str]
    names: str = ""
    """Hash of the names that were kept; empty without a lock."""

    def changes(self, now: Inputs) -> tuple[str, ...]:
        """What differs between `self`, recorded, and `now`, in words; () when nothing does."""
        changes = [f"spec changed: {name}" for name in _differing(self.spec, now.spec)]
        changes += [f"overlay changed: {name}" for name in _differing(self.overlays, now.overlays)]
        if self.config != now.config:
            changes.append("config changed")
        if self.version != now.version:
            changes.append(f"generator changed: {self.version} -> {now.version}")
        elif self.templates != now.templates:
            changes.append("template changed")
        if self.names != now.names and not changes:
            changes.append("names.lock changed")
        return tuple(changes)


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]


class Manifest(msgspec.Struct, frozen=True):
    """The content of a `manifest.json`."""

    inputs: Inputs
    files: Mapping[str, str]
    """Path relative to the output folder -> SHA-256; the manifest itself is not among them."""

    def encode(self) -> bytes:
        """As it is written: sorted, one line a file, so that a diff shows what changed."""
        inputs = self.inputs
        data = {
            "format": FORMAT,
            "generator": {"name": "clientsmith", "version": inputs.version},
            "inputs": {
                "config": inputs.config,
                "names": inputs.names,
                "overlays": dict(inputs.overlays),
                "spec": dict(inputs.spec),
                "templates": inputs.templates,
            },
            "files": dict(self.files),
        }
        text = json.dumps(data, sort_keys=True)  # with an indent it is many times slower
        return msgspec.json.format(text.encode("ascii"), indent=2) + b"\n"


def build(files: Iterable[File], inputs: Inputs) -> Manifest:
    """The manifest of finished files."""
    return Manifest(inputs, {file.path: sha256(file.text) for file in files})


def load(path: Path) -> Manifest | None:
    """Read a manifest; None when there is none or it cannot be trusted to be one.

    Entries whose path is not safe (`paths.is_safe`) are dropped: nothing may be done to them.
    """
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return decode(data)


def decode(data: bytes) -> Manifest | None:
    """Like `load`, from bytes."""
    try:
        tree = json.loads(data)
        if tree["format"] != FORMAT:
            return None
        given = tree["inputs"]
        inputs = Inputs(
            version=_string(tree["generator"]["version"]),
            templates=_string(given["templates"]),
            config=_string(given["config"]),
            spec=_strings(given["spec"]),
            overlays=_strings(given["overlays"]),
            names=_string(given.get("names", "")),
        )
        files = {path: h for path, h in _strings(tree["files"]).items() if paths.is_safe(path)}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return Manifest(inputs, files)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _strings(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    return {_string(key): _string(item) for key, item in value.items()}
