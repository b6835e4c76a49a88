"""The accounts of an output: those of the document, and what its target does not emit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from clientsmith import coverage
from clientsmith.render import File

if TYPE_CHECKING:
    from clientsmith import ir
    from clientsmith.commands.stages import Compiled
    from clientsmith.config import ApiConfig
    from clientsmith.diagnostics import Diagnostics
    from clientsmith.targets import Loss


def losses_of(
    api: ir.Api, config: ApiConfig, diagnostics: Diagnostics
) -> Mapping[str, Sequence[Loss]]:
    """What each target of an API does not emit; losses are reported."""
    from clientsmith import targets

    found: dict[str, Sequence[Loss]] = {}
    for target in config.targets:
        # A component that is used in many places is missing once.
        every = targets.load(target.name).losses(api)
        found[target.name] = list({(it.pointer, it.code): it for it in every}.values())
        for loss in found[target.name]:
            if not loss.omitted:
                code = f"{target.name}/{loss.code}"
                diagnostics.note(code, loss.pointer, loss.message, drops="lost")
    return found


def accounts_of(compiled: Compiled, target: str) -> File:
    """`coverage.json` of one output."""
    from clientsmith.normalize.inventory import Count, Omission
    from clientsmith.targets import TARGETS

    counts = dict(compiled.inventory.counts)
    omissions = dict(compiled.inventory.omissions)
    for loss in compiled.losses.get(target, ()):
        count = counts.get(loss.kind, Count())
        if not loss.omitted:
            counts[loss.kind] = msgspec.structs.replace(count, lost=count.lost + 1)
            continue
        counts[loss.kind] = msgspec.structs.replace(count, omitted=count.omitted + 1)
        key = (loss.kind, loss.code, loss.message)
        known = omissions.get(key)
        number = known.count + 1 if known is not None else 1
        pointer = known.pointer if known is not None else loss.pointer
        omissions[key] = Omission(*key, pointer, number)
    others = tuple(f"{name}/" for name in TARGETS if name != target)
    dropped = [one for one in compiled.dropped if not one.code.startswith(others)]
    return File(coverage.NAME, coverage.encode(counts, dropped, omissions.values()))
