"""Which APIs a command is about: from its arguments and the configuration.

Raises click.UsageError for arguments that make no sense, config.ConfigError for a configuration
that cannot be used.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from clientsmith import config as configuration
from clientsmith.commands.generate import STDOUT
from clientsmith.config import ApiConfig, TargetConfig
from clientsmith.config_rules import Rules
from clientsmith.targets import TARGETS

ONE = "--spec FILE --target TARGET --output DIR"
"""How to generate without a configuration."""


class Reading(msgspec.Struct, frozen=True):
    """How to read a document that is named by an argument."""

    overlays: tuple[Path, ...] = ()
    ref_root: Path | None = None

    def of(self, api: ApiConfig) -> ApiConfig:
        """`api`, read so; what it says itself counts where nothing is given."""
        return msgspec.structs.replace(
            api,
            overlays=tuple(path.absolute() for path in self.overlays) or api.overlays,
            ref_root=self.ref_root.absolute() if self.ref_root else api.ref_root,
        )

    def refuse(self, hint: str) -> None:
        """Raise UsageError when there is something given and no document that it is for."""
        for option, value in (("overlay", self.overlays), ("ref-root", self.ref_root)):
            if value:
                raise click.UsageError(f"--{option} {hint}")


def one_shot(
    spec: Path,
    target: str | None,
    output: Path | None,
    package: str | None,
    client: str | None,
    lock: Path | None,
    reading: Reading,
) -> ApiConfig:
    """A configuration made of options."""
    if target is None:
        raise click.UsageError(f"--spec needs --target: {', '.join(TARGETS)}")
    if target not in TARGETS:
        raise click.UsageError(_unknown("target", target, list(TARGETS)))
    if output is None and target != "ir":
        raise click.UsageError("--spec needs --output, the folder to write to")
    facts = TARGETS[target]
    if package is not None and "package" not in facts.options:
        raise click.UsageError(f"target `{target}` has no --package")
    rules = Rules(Path.cwd())
    options = rules.options(facts, {} if package is None else {"package": package}, "#")
    name = rules.client(client, "#/client") if client is not None else ""
    if rules.faults:
        said = [part for it in rules.faults for part in (it.message, it.hint) if part]
        raise click.UsageError("; ".join(said))
    place = STDOUT if output is None else output.absolute()
    source = spec if str(spec) == "-" else spec.absolute()
    chosen = TargetConfig(target, place, options)
    if facts.shows_languages:
        chosen = msgspec.structs.replace(chosen, languages=_languages())
    targets = (chosen,)
    return reading.of(
        ApiConfig(source.stem, source, client=name, targets=targets, lock=lock and lock.absolute())
    )


def _languages() -> tuple[TargetConfig, ...]:
    """All packages that can be made, called what they are by themselves."""
    names = (name for name, facts in TARGETS.items() if facts.is_language)
    return tuple(TargetConfig(name, Path()) for name in names)


def configured(api: str | None, target: str | None, config: Path | None) -> list[ApiConfig]:
    """The configured APIs, narrowed to what was asked for."""
    apis = list(_load(config, needed=ONE))
    if api is not None:
        if api not in (one.name for one in apis):
            if Path(api).is_file():
                raise click.UsageError(f"{api!a} is no API of the configuration; for a file: {ONE}")
            raise click.UsageError(_unknown("API", api, [one.name for one in apis]))
        apis = [one for one in apis if one.name == api]
    if target is None:
        return apis
    narrowed = []
    for one in apis:
        targets = tuple(item for item in one.targets if item.name == target)
        if not targets and target == "ir":
            targets = (TargetConfig("ir", STDOUT),)
        if targets:
            narrowed.append(msgspec.structs.replace(one, targets=targets))
    if not narrowed:
        known = sorted({item.name for one in apis for item in one.targets})
        raise click.UsageError(_unknown("configured target", target, known))
    return narrowed


def documents(specs: Sequence[Path], config: Path | None, reading: Reading) -> list[ApiConfig]:
    """What to lint: documents, with their configuration if they have one."""
    if not specs:
        reading.refuse("goes with SPEC; here it is configured")
    known = _load(config, needed="" if specs else "name documents")
    return [reading.of(_of_document(spec, known)) for spec in specs] if specs else list(known)


def named(api: str, config: Path | None, reading: Reading) -> ApiConfig:
    """The API of the configuration, or the document, that `api` names."""
    path = Path(api)
    is_document = path.is_file()
    known = _load(config, needed="" if is_document else "name a document")
    for one in known:
        if one.name == api:
            reading.refuse("goes with a document; here it is configured")
            return one
    if is_document:
        return reading.of(_of_document(path, known))
    raise click.UsageError(_unknown("API", api, [one.name for one in known]))


def _load(config: Path | None, *, needed: str) -> tuple[ApiConfig, ...]:
    """The APIs of the configuration file given or found; `needed`: what to do without one."""
    path = config or configuration.find(Path.cwd())
    if path is None:
        if needed:
            raise click.UsageError(
                f"there is no {configuration.NAME} here or in a folder above;"
                f" use --config FILE, or {needed}"
            )
        return ()
    return configuration.load(path).apis


def _of_document(spec: Path, known: Sequence[ApiConfig]) -> ApiConfig:
    if str(spec) == "-":
        return ApiConfig("-", spec)
    for api in known:
        if api.spec == Path(os.path.normpath(spec.absolute())):
            return api
    return ApiConfig(spec.stem, spec.absolute())


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, n=1)
    meant = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known) or 'none'}"
    return f"there is no {what} {name!a}; {meant}"
