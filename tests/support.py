"""The stages of the generator, called in this process, for tests of the generator as a whole."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from clientsmith import formats, ir, render, report, source, structure, upgrade
from clientsmith.config import ApiConfig
from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.names import Names
from clientsmith.normalize import Inventory, normalize
from clientsmith.render import Copy, File
from clientsmith.source import Sources
from clientsmith.syntax import SyntaxProblem, utf8
from clientsmith.targets import python

ROOT = Path(__file__).parents[1]
NAME = "spec.yaml"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a document: an API, or errors."""

    api: ir.Api | None
    diagnostics: Diagnostics
    sources: Sources
    findings: list[report.Finding] = field(default_factory=list)
    inventory: Inventory = field(default_factory=Inventory)

    @property
    def errors(self) -> list[report.Finding]:
        return [it for it in self.findings if it.diagnostic.severity.value == "error"]

    def text(self) -> str:
        """The diagnostics as people see them."""
        return report.as_text(self.findings)


def from_file(
    path: Path, config: ApiConfig | None = None, *, name: str = "", root: Path | None = None
) -> Made:
    """Read a document and go on as far as it lets itself."""
    diagnostics = Diagnostics(path.name, config.ignore if config else ())
    sources = msgspec.structs.replace(source.read(path, root, diagnostics), folder=Path())
    return _go_on(sources, diagnostics, config, name)


def from_tree(tree: Any, config: ApiConfig | None = None, *, names: Names | None = None) -> Made:
    """The same for a tree that is in memory; its text is JSON."""
    diagnostics = Diagnostics(NAME, config.ignore if config else ())
    text = json.dumps(tree, indent=1).encode()
    sources = Sources(NAME, {NAME: text}, {NAME: tree})
    return _go_on(sources, diagnostics, config, "", names)


def from_text(data: bytes) -> Made:
    """The same for the bytes of a file, without a file."""
    diagnostics = Diagnostics(NAME)
    trees: dict[str, Any] = {}
    problems: list[SyntaxProblem] = []
    text = b""
    try:
        text = utf8(data)
        trees[NAME] = formats.parse(text, problems).tree
    except SyntaxProblem as problem:
        problems.append(problem)
    for it in problems:
        diagnostics.error(it.code, "", it.message, it.hint, line=it.line, column=it.column)
    return _go_on(Sources(NAME, {NAME: text}, trees), diagnostics, None, "")


def _go_on(
    sources: Sources,
    diagnostics: Diagnostics,
    config: ApiConfig | None,
    name: str,
    names: Names | None = None,
) -> Made:
    api = None
    structure.check(sources, diagnostics)
    inventory = Inventory()
    sources = upgrade.to_32(sources, diagnostics)
    if sources.version:
        document = Document(sources, diagnostics)
        chosen = config or ApiConfig(name, Path(NAME))
        api = normalize(document, chosen, diagnostics, None, names, inventory)
    if diagnostics.has_errors:
        api = None
    return Made(api, diagnostics, sources, report.findings(diagnostics, sources), inventory)


def python_files(api: ir.Api, package: str = "", *, copies: bool = False) -> list[File]:
    """The output of the Python target; without its plain copies unless asked for."""
    options = {"package": package} if package else {}
    plan = python.plan(python.lower(api, options))
    return render.render(it for it in plan if copies or not isinstance(it, Copy))


_RUNTIME = re.compile(r"(?<=[\s\"'])(\.+)_runtime\b")


def with_shared_runtime(text: str) -> str:
    """A module of a generated package, with the runtime one folder further up.

    Many packages can then share one runtime, and one run of a type checker has it only once.
    """
    return _RUNTIME.sub(r".\1_runtime", text)
