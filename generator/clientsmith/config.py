"""`clientsmith.yaml`: which documents become which clients.

The file is untrusted input: every value is checked by type and by what it may contain, a key that
is not known is an error, and every fault is a diagnostic at its place. `config.schema.json` says
the same to editors.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from clientsmith import pointers
from clientsmith.hashes import sha256

if TYPE_CHECKING:
    from clientsmith.diagnostics import Diagnostic

NAME = "clientsmith.yaml"
LOCK = "names.lock"
MAX_BYTES = 4 * 1024 * 1024


class TargetConfig(msgspec.Struct, frozen=True):
    """One output of an API."""

    name: str
    output: Path
    """Absolute; in a configuration file it lies inside the file's folder."""
    options: Mapping[str, str | bool | int] = {}
    languages: tuple[TargetConfig, ...] = ()
    """The targets whose packages it shows."""


class IgnoreRule(msgspec.Struct, frozen=True):
    """Diagnostics not to report: this code, at this pointer or below it; and why."""

    code: str
    pointer: str
    reason: str


class ApiConfig(msgspec.Struct, frozen=True):
    """One document and what is made of it."""

    name: str
    spec: Path
    """Absolute; `-` is standard input."""
    overlays: tuple[Path, ...] = ()
    """In the order they are applied; absolute."""
    ref_root: Path | None = None
    """The folder that `$ref`s may not leave, absolute; None: that of the document."""
    client: str = ""
    """The client's class name; empty: inferred from the document's title."""
    environment: Mapping[str, str] = {}
    """Client option (`api_key`, `base_url`, ...) -> environment variable that it is read from."""
    resources: Mapping[str, Mapping[str, Mapping[str, str]]] = {}
    """Resource (`beta.batch`; `$client` is the client itself) -> `{"methods": {name: operation}}`;
    an operation is `GET /path`, an operationId or a JSON pointer."""
    names: Mapping[str, str] = {}
    """JSON pointer or component name -> name to use for it."""
    paging: Mapping[str, Mapping[str, str | int]] = {}
    """`GET /path` or operationId -> how it is paged; `kind: none` for not at all."""
    targets: tuple[TargetConfig, ...] = ()
    ignore: tuple[IgnoreRule, ...] = ()
    lock: Path | None = None
    """The file that keeps its names; None: they are decided anew each time."""
    rewrite: Mapping[str, str] = {}
    """Extension of the document -> the known one that it stands for."""
    strict: bool = False
    """Whether warnings and losses are errors, as with `--strict`."""

    file: Path | None = None
    """The configuration file it is from."""
    section: str = ""
    """The pointer of its section in that file, for diagnostics; see `pointers`."""

    def place(self, *keys: str) -> str:
        """The pointer of an entry of its section; "" when it is from no file."""
        return pointers.join(self.section, keys) if self.section else ""

    def digest(self, target: TargetConfig) -> str:
        """Hash of all that decides this target's output; paths and layout of the file do not."""
        section: dict[str, object] = {
            "client": self.client,
            "environment": dict(self.environment),
            "ignore": [[rule.code, rule.pointer, rule.reason] for rule in self.ignore],
            "names": dict(self.names),
            "options": dict(target.options),
            "overlays": [path.name for path in self.overlays],
            "paging": {key: dict(value) for key, value in self.paging.items()},
            "ref_root": (os.path.relpath(self.ref_root, self.spec.parent) if self.ref_root else ""),
            "rewrite": dict(self.rewrite),
            "resources": {
                key: {part: dict(entries) for part, entries in value.items()}
                for key, value in self.resources.items()
            },
            "spec": self.spec.name,
            "target": target.name,
        }
        if target.languages:
            section["languages"] = [[it.name, dict(it.options)] for it in target.languages]
        return sha256(json.dumps(section, sort_keys=True).encode())


class Config(msgspec.Struct, frozen=True):
    """A whole configuration file."""

    path: Path
    apis: tuple[ApiConfig, ...]


class ConfigError(Exception):
    """The configuration cannot be used. `diagnostics` say what is wrong, each at its place."""

    def __init__(self, path: Path, diagnostics: list[Diagnostic], text: str) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.path = path
        self.diagnostics = diagnostics
        self.text = text


def find(start: Path) -> Path | None:
    """The nearest `clientsmith.yaml` in `start` or a folder above it."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
    return None


def load(path: Path) -> Config:
    """Read a configuration file.

    Raises ConfigError with all faults, and OSError when the file cannot be read.
    """
    from clientsmith import config_rules, yaml_tree
    from clientsmith.diagnostics import Diagnostic, Severity
    from clientsmith.syntax import SyntaxProblem, position

    path = path.absolute()
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    text = ""
    problems: list[SyntaxProblem] = []
    try:
        if len(data) > MAX_BYTES:
            raise SyntaxProblem("syntax/limit", f"larger than {MAX_BYTES} bytes", 1, 1)
        text = data.decode("utf-8-sig")
        tree = yaml_tree.parse(text, problems)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(errors="replace")
        place = position(before, len(before))
        problems.append(SyntaxProblem("syntax/encoding", "this byte is not UTF-8", *place))
    except SyntaxProblem as error:
        problems.append(error)
    found = [
        Diagnostic(
            Severity.ERROR, one.code, one.message, "", path.name, one.hint, one.line, one.column
        )
        for one in problems
    ]
    if not found:
        rules = config_rules.Rules(path.parent)
        apis = rules.read(tree)
        if not rules.faults:
            lock = path.parent / LOCK
            return Config(
                path,
                tuple(msgspec.structs.replace(api, file=path, lock=lock) for api in apis),
            )
        found = [
            Diagnostic(
                Severity.ERROR, fault.code, fault.message, fault.pointer, path.name, fault.hint
            )
            for fault in rules.faults
        ]
    raise ConfigError(path, found, text)
