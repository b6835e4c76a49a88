"""The options that commands of the command line have in common."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

FORMATS = ("text", "json", "github", "sarif")

Command = TypeVar("Command", bound=Callable[..., Any])


class Settings(msgspec.Struct):
    """What applies to a whole run of the program."""

    debug: bool = False


_NOT_FETCHED = "nothing is fetched from the web; save the document and name its file"


class Once(click.Command):
    """A command that refuses an option given twice, where click silently takes the last value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does. Raises UsageError."""
        order = self.make_parser(ctx).parse_args(args=list(args))[2]
        for one in order:
            is_single = isinstance(one, click.Option) and not (one.multiple or one.is_flag)
            if is_single and order.count(one) > 1:
                raise click.UsageError(f"{one.opts[0]} takes one value: run it once for each", ctx)
        return super().parse_args(ctx, args)


class Document(click.Path):
    """The path of a file that is read; says so when it is an address of the web."""

    def __init__(self, allow_dash: bool = False) -> None:
        super().__init__(exists=True, dir_okay=False, allow_dash=allow_dash, path_type=Path)

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """Check a value as click does. Raises BadParameter."""
        if isinstance(value, str) and value.lower().startswith(("http://", "https://")):
            self.fail(f"{value!a}: {_NOT_FETCHED}", param, ctx)
        return super().convert(value, param, ctx)


def _debug(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        context.find_object(Settings).debug = True  # type: ignore[union-attr]


def quiet(command: Command) -> Command:
    """The options of every command."""
    options = [
        click.option(
            "--config",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="Configuration file.  [default: clientsmith.yaml here or in a folder above]",
        ),
        click.option(
            "--overlay",
            "overlays",
            multiple=True,
            type=Document(),
            help="For a document named here: an OpenAPI Overlay to apply; may be repeated.",
        ),
        click.option(
            "--ref-root",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="For a document named here: the folder its $refs may not leave.",
        ),
        click.option("--timings", is_flag=True, help="Print where the time went."),
        click.option(
            "--debug",
            is_flag=True,
            expose_value=False,
            callback=_debug,
            help="Show a stack trace when something unexpected happens.",
        ),
    ]
    return functools.reduce(lambda made, option: option(made), reversed(options), command)


def common(command: Command) -> Command:
    """The options of commands that report findings."""
    options = [
        click.option(
            "--format",
            type=click.Choice(FORMATS),
            default="text",
            show_default=True,
            help="How findings are printed.",
        ),
        click.option("--strict", is_flag=True, help="Treat warnings and losses as errors."),
    ]
    made = quiet(command)
    return functools.reduce(lambda made, option: option(made), reversed(options), made)


def making(command: Command) -> Command:
    """The options of `generate` and `check`."""
    options = [
        click.argument("api", required=False),
        click.option("--target", "-t", metavar="TARGET", help="Only this target."),
        click.option(
            "--full", is_flag=True, help="Generate even if nothing changed since the last run here."
        ),
        click.option(
            "--spec",
            type=Document(allow_dash=True),
            help="Without a configuration: the document; - is standard input.",
        ),
        click.option(
            "--output",
            "-o",
            type=click.Path(file_okay=False, path_type=Path),
            help="With --spec: the folder to write to.",
        ),
        click.option("--package", metavar="NAME", help="With --spec: the package's import name."),
        click.option("--client", metavar="NAME", help="With --spec: the client's class name."),
        click.option(
            "--names-lock",
            metavar="FILE",
            type=click.Path(dir_okay=False, path_type=Path),
            help="With --spec: the file that keeps names as they are; `generate` writes it.",
        ),
    ]
    made = common(command)
    return functools.reduce(lambda made, option: option(made), reversed(options), made)
