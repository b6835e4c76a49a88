"""From a configured document to its intermediate representation, and from there to files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clientsmith.commands.console import shown
from clientsmith.config import ApiConfig, TargetConfig
from clientsmith.progress import Progress

if TYPE_CHECKING:
    from clientsmith import ir
    from clientsmith.document import Document
    from clientsmith.manifest import Inputs
    from clientsmith.names import Names
    from clientsmith.normalize.context import Decision
    from clientsmith.render import File
    from clientsmith.report import Finding
    from clientsmith.source import Sources

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True, slots=True)
class Compiled:
    """What became of a document."""

    sources: Sources
    findings: list[Finding]
    api: ir.Api | None
    """None when there are errors."""
    operations: int
    """Those that were understood."""
    skipped: int
    """Those of the document that were not."""


def compile_api(
    config: ApiConfig,
    progress: Progress,
    decisions: list[Decision] | None = None,
    names: Names | None = None,
) -> Compiled:
    """Read, validate, upgrade and normalize.

    `decisions` collects why things are as they are, `names` what they are called.
    """
    from clientsmith import report, source, upgrade, validate
    from clientsmith.diagnostics import Diagnostics
    from clientsmith.document import Document
    from clientsmith.freshness import cache_folder
    from clientsmith.normalize import normalize

    path = shown(config.spec)
    diagnostics = Diagnostics(path.name, config.ignore)
    with progress.stage("read", config.name):
        sources = source.read(path, None, diagnostics)
    api = None
    declared = 0
    if not diagnostics.has_errors:
        with progress.stage("upgrade", config.name):
            sources = upgrade.to_32(sources, diagnostics)
        with progress.stage("validate", config.name):
            validate.validate(sources, diagnostics, cache_dir=cache_folder())
    if not diagnostics.has_errors:
        document = Document(sources, diagnostics)
        declared = _declared(document)
        with progress.stage("normalize", config.name):
            api = normalize(document, config, diagnostics, decisions, names)
    with progress.stage("locate", config.name):
        found = report.findings(diagnostics, sources)
    operations = len(operations_of(api.root)) if api is not None else 0
    if diagnostics.has_errors:
        api = None
    return Compiled(sources, found, api, operations, max(0, declared - operations))


def make_files(
    api: ir.Api, target: TargetConfig, progress: Progress, names: Names | None = None
) -> list[File]:
    """Lower, plan and render one target; `names` as in `compile_api`."""
    from clientsmith import render, targets

    module = targets.load(target.name)
    with progress.stage("lower", target.name):
        package = module.lower(api, target.options, names)
    with progress.stage("plan", target.name):
        plan = module.plan(package)
    with progress.stage("render", target.name):
        return render.render(plan)


def inputs_of(config: ApiConfig, target: TargetConfig, sources: Sources, names: str = "") -> Inputs:
    """What the manifest says an output was made from; `names` is the hash of those kept."""
    from clientsmith import __version__
    from clientsmith.freshness import templates_hash
    from clientsmith.manifest import Inputs, sha256_text
    from clientsmith.targets import TARGETS

    return Inputs(
        version=__version__,
        templates=templates_hash(TARGETS[target.name].templates),
        config=config.digest(target),
        spec={
            name: sha256_text(text.encode("utf-8", "surrogatepass"))
            for name, text in sources.texts.items()
        },
        overlays={path.name: sha256_text(path.read_bytes()) for path in config.overlays},
        names=names,
    )


def operations_of(root: ir.Resource) -> list[tuple[ir.Resource, ir.Operation]]:
    """All operations with their resources, outer resources first."""
    found: list[tuple[ir.Resource, ir.Operation]] = []
    resources = [root]
    for resource in resources:  # grows while it is walked
        found += [(resource, operation) for operation in resource.operations]
        resources.extend(resource.children)
    return found


def _declared(document: Document) -> int:
    """How many operations the document's paths declare."""
    paths = document.root.get("paths")
    count = 0
    for name, item in paths.items() if paths is not None else ():
        if name.startswith("x-"):
            continue
        item = item.follow()
        count += sum(item.get(method) is not None for method in METHODS)
        additional = item.get("additionalOperations")
        count += len(list(additional.items())) if additional is not None else 0
    return count
