"""The command line.

Exit codes: 0 fresh or done, 1 drift or diagnostics, 2 usage or configuration.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clientsmith import __version__
from clientsmith.cli_options import Document, Once, Settings, common, making, quiet

if TYPE_CHECKING:
    from clientsmith.commands.console import Console
    from clientsmith.progress import Progress


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; prints one line for every kind of failure."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without a character must not end a run.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    settings = Settings(debug=bool(os.environ.get("CLIENTSMITH_DEBUG")))
    try:
        code = main.main(arguments, "clientsmith", standalone_mode=False, obj=settings)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _failed("interrupted", 130)
    except BrokenPipeError:
        # Whoever read the output has gone; so may we, without a word at interpreter exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if settings.debug:
            raise
        if isinstance(error, OSError):
            return _failed(_said(error), 1)
        kind = type(error).__name__
        return _failed(
            f"internal error: {kind}: {error}; this is a bug in clientsmith, please report it with"
            " what --debug prints",
            1,
        )


def _failed(message: str, code: int) -> int:
    line = " ".join(message.split())
    click.echo(f"clientsmith: {line}", err=True)
    return code


def _said(error: OSError) -> str:
    """An error of the system in words."""
    names = " -> ".join(str(name) for name in (error.filename, error.filename2) if name)
    what = {
        errno.ENOSPC: "the disk is full; make room and run it again",
        errno.EDQUOT: "the disk quota is used up; make room and run it again",
        errno.EACCES: "permission denied",
        errno.EROFS: "the disk is read-only",
    }.get(error.errno or 0, error.strerror or str(error))
    return f"{names}: {what}" if names else what


# --- commands -----------------------------------------------------------------------------------


class Group(click.Group):
    """Lists the commands in the order they are defined: the usual first."""

    command_class = Once

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="clientsmith %(version)s")
def main() -> None:
    """Client libraries from OpenAPI documents: offline, deterministic, provably fresh.

    \b
    With a clientsmith.yaml:
      clientsmith generate                  write all clients
      clientsmith check                     exit 1 and the cause if one is not up to date
    Without one:
      clientsmith generate --spec api.yaml --target python --output client
      clientsmith lint api.yaml
    """


@main.command()
@making
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if something would change.")
@click.option("--force", is_flag=True, help="Overwrite files of others; keep no hand edits.")
@click.pass_context
def generate(context: click.Context, /, check: bool, force: bool, **options: Any) -> None:
    """Write the clients of API, or of all of them.

    A file that was edited by hand is restored; the edited text is kept beside it as NAME.orig.
    A file that clientsmith did not write is never overwritten or deleted.

    \b
    Examples:
      clientsmith generate
      clientsmith generate petstore --target python
      clientsmith generate --spec api.yaml --target python --output client --package acme
      clientsmith generate --spec api.yaml --target ir          print the representation as JSON
    """
    context.exit(_generate(check=check, force=force, **options))


@main.command()
@making
@click.pass_context
def check(context: click.Context, /, **options: Any) -> None:
    """Is every client exactly what `generate` would write?

    Needs no git and no network and writes nothing. Exit code 1 and, for each file, the cause: the
    document, the configuration, the generator or a template changed; the file was edited by hand,
    is missing, or was never generated.

    \b
    Examples:
      clientsmith check
      clientsmith check petstore --format github
    """
    context.exit(_generate(check=True, force=False, **options))


@main.command(short_help="Report what is wrong with documents.")
@click.argument(
    "specs",
    metavar="[SPEC]...",
    nargs=-1,
    type=Document(allow_dash=True),
)
@common
@click.pass_context
def lint(
    context: click.Context,
    specs: tuple[Path, ...],
    config: Path | None,
    format: Any,
    overlays: tuple[Path, ...],
    ref_root: Path | None,
    strict: bool,
    timings: bool,
) -> None:
    """Report what is wrong with documents; without SPEC, with those of the configuration.

    A document that the configuration knows is read with its settings.

    \b
    Examples:
      clientsmith lint api.yaml
      clientsmith lint --strict --format sarif api.yaml > findings.sarif
    """
    from clientsmith.commands import names, selection, stages
    from clientsmith.commands.console import Console

    console = Console(format)

    def work(progress: Progress) -> None:
        for api in selection.documents(specs, config, selection.Reading(overlays, ref_root)):
            compiled = stages.compile_api(api, progress, names=names.load(api).of())
            console.strict = console.strict or api.strict
            console.add(compiled.findings)
            console.operations += compiled.operations

    context.exit(_work(work, console, strict, timings))


@main.command(short_help="Say why something is named, grouped, paged, ... as it is.")
@click.argument("api")
@click.argument("name", default="")
@quiet
@click.pass_context
def explain(
    context: click.Context,
    api: str,
    name: str,
    config: Path | None,
    overlays: tuple[Path, ...],
    ref_root: Path | None,
    timings: bool,
) -> None:
    """Say which source decided the name, resource, paging, ... of what NAME is in API.

    API is a name of the configuration, or a document. NAME is a method (`client.beta.batch.list`,
    `GET /path`, an operationId), a type (`Pet`, `types.beta.Pet`), or an argument, a property or an
    enum member of one of them (`pets.list.limit`, `Pet.status`); a JSON pointer names any. Without
    it all methods and types are listed.

    \b
    Examples:
      clientsmith explain petstore
      clientsmith explain petstore pets.list
      clientsmith explain petstore Pet.status
      clientsmith explain api.yaml "GET /pets/{id}"
    """
    from clientsmith.commands import explain as command
    from clientsmith.commands import selection
    from clientsmith.commands.console import Console

    console = Console(counts=False)

    def work(progress: Progress) -> None:
        chosen = selection.named(api, config, selection.Reading(overlays, ref_root))
        try:
            command.run(chosen, name, console, progress)
        except command.UnknownName as error:
            raise click.UsageError(str(error)) from None

    context.exit(_work(work, console, False, timings))


@main.command("docs-diff", short_help="Compare a published reference page with a document.")
@click.argument("api", metavar="SPEC")
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@common
@click.pass_context
def docs_diff(
    context: click.Context,
    api: str,
    page: Path,
    config: Path | None,
    format: Any,
    overlays: tuple[Path, ...],
    ref_root: Path | None,
    strict: bool,
    timings: bool,
) -> None:
    """Say what SPEC lacks, or has too much, beside the reference page PAGE of its vendor.

    SPEC is a document, or an API of the configuration. PAGE is Markdown, or the text of a page as
    it is copied from a browser; in HTTP, Python, TypeScript or Go. Parameters, types, values,
    limits and descriptions are compared, and reported at their lines of the document. Exit code 1
    on a difference.

    \b
    Example:
      clientsmith docs-diff openapi.yaml list-batch-jobs.md
    """
    from clientsmith.commands import docs_diff as command
    from clientsmith.commands import selection
    from clientsmith.commands.console import Console

    console = Console(format)

    def work(progress: Progress) -> None:
        chosen = selection.named(api, config, selection.Reading(overlays, ref_root))
        try:
            command.run(chosen, page, console, progress)
        except command.UnreadablePage as error:
            raise click.UsageError(str(error)) from None

    context.exit(_work(work, console, strict, timings))


# --- running them -------------------------------------------------------------------------------


def _work(work: Callable[[Progress], None], console: Console, strict: bool, timings: bool) -> int:
    """Run a command and print what it found; returns the exit code."""
    from clientsmith.commands.console import of_config
    from clientsmith.config import ConfigError
    from clientsmith.progress import Progress, table

    with Progress() as progress:
        try:
            work(progress)
            code = None
        except ConfigError as error:
            console.add(of_config(error))
            code = 2
    console.print()
    if timings:
        click.echo(table(progress.timings), err=True)
    return code if code is not None else int(console.failed(strict))


def _generate(
    *,
    api: str | None,
    target: str | None,
    full: bool,
    spec: Path | None,
    output: Path | None,
    package: str | None,
    client: str | None,
    names_lock: Path | None,
    check: bool,
    force: bool,
    config: Path | None,
    format: Any,
    overlays: tuple[Path, ...],
    ref_root: Path | None,
    strict: bool,
    timings: bool,
) -> int:
    from clientsmith.commands import generate as command
    from clientsmith.commands import selection
    from clientsmith.commands.console import Console

    mode = command.Mode(check=check, strict=strict, full=full, force=force)
    console = Console(format)
    reading = selection.Reading(overlays, ref_root)

    def work(progress: Progress) -> None:
        if spec is not None:
            if api or config:
                raise click.UsageError("--spec stands for a configuration: name no API or --config")
            apis = [selection.one_shot(spec, target, output, package, client, names_lock, reading)]
        else:
            reading.refuse("goes with --spec; here it is configured")
            for option, value in (
                ("output", output),
                ("package", package),
                ("client", client),
                ("names-lock", names_lock),
            ):
                if value is not None:
                    raise click.UsageError(f"--{option} goes with --spec; here it is configured")
            apis = selection.configured(api, target, config)
        if any(one.output == command.STDOUT for chosen in apis for one in chosen.targets):
            console.out = sys.stderr
        command.run(apis, mode, console, progress)

    return _work(work, console, strict, timings)
