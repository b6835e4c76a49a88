"""`clientsmith generate` and `clientsmith check`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from clientsmith import freshness
from clientsmith.commands import names, stages
from clientsmith.commands.console import Console, is_strict, of_output, restore, shown, store
from clientsmith.config import ApiConfig, TargetConfig
from clientsmith.diagnostics import Diagnostic, Severity
from clientsmith.freshness import Outcome
from clientsmith.progress import Progress
from clientsmith.targets import TARGETS

if TYPE_CHECKING:
    from clientsmith.drift import Kind
    from clientsmith.manifest import Inputs
    from clientsmith.render import File
    from clientsmith.report import Finding

MOST_LISTED = 50
"""Differences of `check` that are listed for people; machines get all."""

MOST_DIFFS = 5
"""Differences of `check` that are shown with their lines."""


class Mode(msgspec.Struct, frozen=True):
    """How to generate."""

    check: bool = False
    """Write nothing; report what would change."""
    strict: bool = False
    """Warnings and losses are errors, and nothing is written."""
    full: bool = False
    """Generate even if nothing changed since this machine last did."""
    force: bool = False
    """Overwrite foreign files, keep no hand edits."""


_GENERATE = "run `clientsmith generate` and commit the result"
HINTS: Mapping[Kind, str] = {
    "changed": _GENERATE,
    "edited": "`clientsmith generate` restores it and keeps your text beside it as `.orig`",
    "missing": _GENERATE,
    "stale": _GENERATE,
    "untracked": "delete it, or move it out of the output",
    "unsafe": "put a real file or folder in its place",
    "interrupted": _GENERATE,
}

WAIVE = (
    "a document that is not yours to mend can be patched by an overlay; an `ignore` rule in"
    " clientsmith.yaml accepts a finding"
)

STDOUT = Path("-")
"""As a target's output: print the only file."""


def run(apis: Sequence[ApiConfig], mode: Mode, console: Console, progress: Progress) -> None:
    """Make or check the outputs of all targets of `apis`; `console` has the outcome."""
    for api in apis:
        _run_api(api, mode, console, progress)
    console.fold_notes()


def _run_api(api: ApiConfig, mode: Mode, console: Console, progress: Progress) -> None:
    console.strict = console.strict or mode.strict or api.strict
    pending: list[TargetConfig] = []
    known: Outcome | None = None
    for target in api.targets:
        with progress.stage("compare", f"{api.name}/{target.name}"):
            outcome = (
                None if mode.full or not _is_kept(api, target) else freshness.recall(api, target)
            )
        if outcome is None or (console.lists_notes and not outcome.has_places):
            pending.append(target)
        else:
            known = outcome
            console.details.append(f"{shown(target.output).as_posix()}: up to date")
    if not pending and known is not None:
        console.add(restore(known.diagnostics, api.spec))
        console.operations += known.operations
        return
    if not api.targets:
        console.add([_without_targets(api)])
    kept = names.load(api)
    lists = console.lists_notes
    compiled = stages.compile_api(api, progress, names=kept.of(), lists_notes=lists)
    console.add(compiled.findings)
    console.operations += compiled.operations
    refused = (mode.strict or api.strict) and any(map(is_strict, compiled.findings))
    if compiled.api is None or refused:
        if not mode.check:
            console.details.append(f"{api.name}: nothing was written")
            if any(_is_waivable(it.diagnostic) for it in compiled.findings):
                console.details.append(WAIVE)
        return
    outcome = Outcome(compiled.operations, tuple(map(store, compiled.findings)), lists)
    done: list[TargetConfig] = []
    errors = console.count(Severity.ERROR)
    languages = {it.name for target in pending for it in target.languages}
    for target in pending:
        is_shown = target.name in languages
        files = stages.make_files(compiled, target, progress, kept.of, is_shown=is_shown)
        if target.output == STDOUT:
            for file in files[:-1]:  # without the accounts
                sys.stdout.write(file.text.decode())
            continue
        names_hash = kept.hash(target.name, *(it.name for it in target.languages))
        inputs = stages.inputs_of(api, target, compiled.sources, names_hash)
        with progress.stage("check" if mode.check else "write", target.name):
            if mode.check:
                fresh = _check(files, target, inputs, console)
            else:
                fresh = _write(files, target, inputs, mode.force, console)
        if fresh and _is_kept(api, target):
            done.append(target)
    if all(target.output == STDOUT for target in pending):
        return
    if mode.check:
        stale = kept.check()
        console.add(stale)
        done = [] if stale else done
    elif console.count(Severity.ERROR) == errors and (said := kept.write()):
        console.details.append(said)
    for target in done:
        freshness.remember(api, target, outcome)


def _without_targets(api: ApiConfig) -> Finding:
    message = f"API `{api.name}` has no targets, so nothing is written for it"
    hint = f"add one to its `targets`: {', '.join(TARGETS)}"
    return of_output(api.file or api.spec, Severity.WARNING, "config/targets", message, hint)


def _is_waivable(diagnostic: Diagnostic) -> bool:
    """Whether the configuration may say that a document is fine although this is an error."""
    return diagnostic.is_waivable and diagnostic.severity is Severity.ERROR


def _is_kept(api: ApiConfig, target: TargetConfig) -> bool:
    """Whether input and output are files, so that a later run can look at them again."""
    return target.output != STDOUT and str(api.spec) != "-"


def _write(
    files: Sequence[File], target: TargetConfig, inputs: Inputs, force: bool, console: Console
) -> bool:
    from clientsmith import output

    folder = target.output
    try:
        done = output.write(files, folder, inputs, force=force)
    except output.OutputError as error:
        message = str(error)
        console.add([of_output(folder, Severity.ERROR, "output/refused", message)])
        return False
    for path, spare in done.restored:
        message = "this file was edited by hand and has been restored"
        hint = f"your text is in {shown(folder / spare).as_posix()}" if spare else ""
        console.add([of_output(folder / path, Severity.WARNING, "output/edited", message, hint)])
    for path in done.kept:
        message = "this file is no longer generated, but was edited by hand, so it is left alone"
        hint = "delete it, or move what you need of it"
        console.add([of_output(folder / path, Severity.WARNING, "output/kept", message, hint)])
    parts = [f"{len(done.written)} written", f"{done.unchanged} unchanged"]
    if done.manifest_only:
        parts[0] = "manifest written"
    if done.deleted:
        parts.append(f"{len(done.deleted)} deleted")
    console.details.append(f"{shown(folder).as_posix()}: {', '.join(parts)}")
    return not done.kept


def _check(files: Sequence[File], target: TargetConfig, inputs: Inputs, console: Console) -> bool:
    from clientsmith import drift

    folder = target.output
    found = drift.check(files, folder, inputs)
    listed = found[:MOST_LISTED] if console.format == "text" else found
    for item in listed:
        place, code = folder / item.path, f"drift/{item.kind}"
        message = ", ".join(item.causes)
        console.add([of_output(place, Severity.ERROR, code, message, HINTS[item.kind])])
    name = shown(folder).as_posix()
    if not found:
        console.details.append(f"{name}: up to date")
    for item in [item for item in found if item.diff][:MOST_DIFFS]:
        console.details.append(f"\n{name}/{item.path} (- on disk, + as generated)\n{item.diff}")
    if found:
        files_differ = "1 file differs" if len(found) == 1 else f"{len(found)} files differ"
        omitted = f" ({len(found) - len(listed)} not listed)" if len(found) > len(listed) else ""
        console.details.append(f"{name}: {files_differ}{omitted}")
    return not found
