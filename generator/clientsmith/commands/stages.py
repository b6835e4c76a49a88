"""From a configured document to its intermediate representation, and from there to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from clientsmith.commands.accounts import accounts_of, losses_of, omissions_of
from clientsmith.commands.configuration import placed, report_unused, with_config
from clientsmith.commands.console import shown
from clientsmith.config import ApiConfig, TargetConfig
from clientsmith.progress import Progress

if TYPE_CHECKING:
    from clientsmith import ir
    from clientsmith.diagnostics import Diagnostic
    from clientsmith.manifest import Inputs
    from clientsmith.names import Names
    from clientsmith.normalize import Decision, Inventory
    from clientsmith.normalize.counts import Omission
    from clientsmith.render import File
    from clientsmith.report import Finding
    from clientsmith.source import Sources
    from clientsmith.targets import Loss


class Compiled(msgspec.Struct, frozen=True):
    """What became of a document."""

    sources: Sources
    findings: list[Finding]
    api: ir.Api | None
    """None when there are errors."""
    operations: int
    inventory: Inventory
    losses: Mapping[str, Sequence[Loss]]
    """What each target does not emit."""
    omissions: Mapping[str, Sequence[Omission]]
    """What each target leaves out without effect, all that is alike together."""
    dropped: tuple[Diagnostic, ...]
    """The findings about what is left out, those that the configuration hides too."""
    packages: dict[str, Any] = {}
    """What targets have made of it, kept for those that show it."""


def compile_api(
    config: ApiConfig,
    progress: Progress,
    decisions: list[Decision] | None = None,
    names: Names | None = None,
    *,
    lists_notes: bool = True,
) -> Compiled:
    """Run the stages as far as the IR.

    `decisions` collects why things are as they are, `names` what they are called. `lists_notes` is
    whether notes that change nothing are more than counted, see `report.located`.
    """
    from clientsmith import report, rewrite, source, structure, upgrade, validate
    from clientsmith.diagnostics import Diagnostics
    from clientsmith.document import Document
    from clientsmith.freshness import cache_folder
    from clientsmith.normalize import Inventory, normalize

    path = shown(config.spec)
    diagnostics = Diagnostics(path.name, config.ignore)
    with progress.stage("read", config.name):
        sources = source.read(path, config.ref_root, diagnostics, config.overlays)
        config = placed(config, sources)
    api = None
    inventory = Inventory()
    losses: Mapping[str, Sequence[Loss]] = {}
    # After an error the stages go on, so that one run shows all there is to mend.
    with progress.stage("structure", config.name):
        structure.check(sources, diagnostics)
    with progress.stage("upgrade", config.name):
        sources = upgrade.to_32(sources, diagnostics)
        sources = rewrite.apply(sources, config, diagnostics)
    if not diagnostics.has_errors:
        with progress.stage("validate", config.name):
            validate.validate(sources, diagnostics, cache_dir=cache_folder())
    if sources.version:
        document = Document(sources, diagnostics)
        with progress.stage("normalize", config.name):
            api = normalize(document, config, diagnostics, decisions, names, inventory)
    if api is not None and not diagnostics.has_errors:
        losses = losses_of(api, config, diagnostics)
    report_unused(config, diagnostics)
    with progress.stage("locate", config.name):
        omissions = omissions_of(inventory, losses)
        omitted = [one for group in omissions.values() for one in group]
        files = with_config(config, sources, diagnostics)
        places = {one.pointer for one in omitted}
        every, lines = report.located(diagnostics, files, places, lists_notes=lists_notes)
        for one in omitted:
            one.line = lines.get(one.pointer)
        found = [it for it in every if not it.is_echo]
    operations = len(operations_of(api.root)) if api is not None else 0
    if diagnostics.has_errors:
        api = None
    dropped = tuple(it.diagnostic for it in every if it.diagnostic.drops)
    return Compiled(sources, found, api, operations, inventory, losses, omissions, dropped)


def lower(
    compiled: Compiled,
    target: TargetConfig,
    progress: Progress,
    names: Callable[[str], Names | None],
    *,
    is_shown: bool = False,
) -> Any:
    """What a target makes of an API; `names` gives those of a target, as in `compile_api`.

    What another target shows, too, is made once.
    """
    from clientsmith import targets

    assert compiled.api is not None
    if target.name in compiled.packages:
        return compiled.packages[target.name]
    languages = [lower(compiled, it, progress, names, is_shown=True) for it in target.languages]
    with progress.stage("load", target.name):
        module = targets.load(target.name)
    with progress.stage("lower", target.name):
        if not target.languages:
            package = module.lower(compiled.api, target.options, names(target.name))
        else:
            shown = [
                targets.load_language(it.name)(package)
                for it, package in zip(target.languages, languages, strict=True)
            ]
            package = module.lower(compiled.api, target.options, names(target.name), shown)
    if is_shown:
        compiled.packages[target.name] = package
    return package


def make_files(
    compiled: Compiled,
    target: TargetConfig,
    progress: Progress,
    names: Callable[[str], Names | None],
    *,
    is_shown: bool = False,
) -> list[File]:
    """Lower, plan and render one target, and add the accounts of what is not in its output.

    `names` and `is_shown` as in `lower`.
    """
    from clientsmith import render, targets
    from clientsmith.freshness import cache_folder

    cache = cache_folder()
    package = lower(compiled, target, progress, names, is_shown=is_shown)
    with progress.stage("plan", target.name):
        plan = targets.load(target.name).plan(package)
    with progress.stage("render", target.name):
        files = render.render(plan, cache=cache / "templates" if cache else None)
    return [*files, accounts_of(compiled, target.name)]


def inputs_of(config: ApiConfig, target: TargetConfig, sources: Sources, names: str = "") -> Inputs:
    """What the manifest says an output was made from; `names` is the hash of those kept."""
    from clientsmith import __version__
    from clientsmith.freshness import templates_hash
    from clientsmith.manifest import Inputs
    from clientsmith.targets import TARGETS

    return Inputs(
        version=__version__,
        templates=templates_hash(TARGETS[target.name].templates),
        config=config.digest(target),
        spec={name: sources.hash(name) for name in sources.texts if name not in sources.overlays},
        overlays={name: sources.hash(name) for name in sources.overlays},
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
