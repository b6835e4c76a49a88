"""What only the document shows to be wrong with a configuration, at its line there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from clientsmith import files, pointers
from clientsmith.config import ApiConfig
from clientsmith.targets import TARGETS

if TYPE_CHECKING:
    from clientsmith.diagnostics import Diagnostics
    from clientsmith.source import Sources


def placed(config: ApiConfig, sources: Sources) -> ApiConfig:
    """`config` that knows its place.

    Its file is named, like those of the document, from the folder of the document.
    """
    if config.file is None:
        return config
    prefix = pointers.prefix(files.relative(config.file, sources.folder), sources.main)
    return msgspec.structs.replace(config, section=pointers.join(prefix, ("apis", config.name)))


def with_config(config: ApiConfig, sources: Sources, diagnostics: Diagnostics) -> Sources:
    """`sources` with the text of the configuration, if something is to be shown there."""
    name = pointers.split(config.section, "")[0]
    if config.file is None or not any(it.file == name for it in diagnostics):
        return sources
    return msgspec.structs.replace(sources, texts={**sources.texts, name: config.file.read_bytes()})


def report_unused(config: ApiConfig, diagnostics: Diagnostics) -> None:
    """Report rules of the configuration that hide nothing."""
    if diagnostics.has_errors:
        return  # not every stage has run
    unused = diagnostics.unused_rules
    for index, rule in enumerate(config.ignore):
        area = rule.code.partition("/")[0]
        if rule in unused and area not in TARGETS:  # of which a run may make some only
            # How much the outside validator says depends on the time it is given.
            report = diagnostics.note if area == "openapi" else diagnostics.warning
            report(
                "config/ignore",
                config.place("ignore", str(index)),
                f"nothing is hidden by this rule for {rule.code}",
                "remove it: what it was for is mended, or it names another place",
            )
