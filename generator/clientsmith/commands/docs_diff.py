"""`clientsmith docs-diff`: does a document still say what its vendor's reference page says?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from clientsmith import pointers
from clientsmith.commands import names, stages
from clientsmith.commands.console import shown
from clientsmith.config import ApiConfig, TargetConfig
from clientsmith.diagnostics import Diagnostic, Diagnostics, Severity
from clientsmith.progress import Progress

if TYPE_CHECKING:
    from clientsmith.commands.console import Console
    from clientsmith.reference.model import View
    from clientsmith.reference.published import Dialect, Published

MAX_BYTES = 16 * 1024 * 1024


class UnreadablePage(Exception):
    """The file is no reference page; the message says what one looks like."""


def run(config: ApiConfig, page: Path, console: Console, progress: Progress) -> None:
    """Compare a page with the document; `console` has the differences. Raises UnreadablePage."""
    from clientsmith import report
    from clientsmith.reference import published

    with page.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    pages = published.read(data.decode("utf-8-sig", "replace")) if len(data) <= MAX_BYTES else []
    if not pages:
        raise UnreadablePage(
            f"{shown(page).as_posix()} is no reference page: there is no line **get** `/path`"
        )
    kept = names.load(config)
    compiled = stages.compile_api(config, progress, names=kept.of())
    if compiled.api is None:
        console.add(compiled.findings)
        return
    diagnostics = Diagnostics(compiled.sources.main, config.ignore)
    views: dict[Dialect, View] = {}
    for one in pages:
        if one.dialect not in views:
            views[one.dialect] = _view(compiled, config, one.dialect, kept, progress)
        _compare(one, views[one.dialect], page, diagnostics)
    with progress.stage("locate", config.name):
        console.add(report.findings(diagnostics, compiled.sources))
    console.operations += len(pages)


def _view(
    compiled: stages.Compiled,
    config: ApiConfig,
    dialect: Dialect,
    kept: names.Kept,
    progress: Progress,
) -> View:
    """The reference in the language of the page."""
    from clientsmith import targets
    from clientsmith.reference.build import build

    assert compiled.api is not None
    languages = []
    if dialect != "http":
        target = next(
            (it for it in config.targets if it.name == dialect), TargetConfig(dialect, Path())
        )
        package = stages.lower(compiled, target, progress, kept.of)
        languages.append(targets.load_language(dialect)(package))
    with progress.stage("reference", config.name):
        return build(compiled.api, languages).views[-1]


def _compare(one: Published, view: View, page: Path, diagnostics: Diagnostics) -> None:
    from clientsmith.reference.compare import compare, same_route

    path = shown(page).as_posix()
    found = next(
        (
            it
            for it in view.pages.values()
            if it.operation.method == one.method and same_route(it.path, one.path)
        ),
        None,
    )
    if found is None:
        message = f"the document lacks the operation {one.method} {one.path}: {path}:{one.line}"
        diagnostics.add(_difference("missing", "#/paths", message, diagnostics.main))
        return
    for it in compare(found, view, one):
        where = f" ({path}:{it.line})" if it.line else f" ({path})"
        message = it.message + where
        diagnostics.add(_difference(it.kind, it.pointer, message, diagnostics.main))


def _difference(kind: str, pointer: str, message: str, main: str) -> Diagnostic:
    """An error that a rule of the configuration may waive: somebody has to be right."""
    file = pointers.split(pointer, main)[0]
    return Diagnostic(Severity.ERROR, f"docs/{kind}", message, pointer, file, is_waivable=True)
