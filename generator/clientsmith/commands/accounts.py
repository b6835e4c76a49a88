"""The accounts of an output: those of the document, and what its target does not emit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING

from clientsmith import coverage
from clientsmith.render import File

if TYPE_CHECKING:
    from clientsmith import ir
    from clientsmith.commands.stages import Compiled
    from clientsmith.config import ApiConfig
    from clientsmith.diagnostics import Diagnostics
    from clientsmith.normalize.counts import Inventory, Omission
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


def omissions_of(
    inventory: Inventory, losses: Mapping[str, Sequence[Loss]]
) -> dict[str, list[Omission]]:
    """What the output of each target leaves out without effect."""
    from clientsmith.normalize.counts import Omission

    found: dict[str, list[Omission]] = {}
    for target, every in losses.items():
        omissions = {key: copy(one) for key, one in inventory.omissions.items()}
        for loss in every:
            if loss.omitted:
                key = (loss.kind, loss.code, loss.message)
                known = omissions.setdefault(key, Omission(*key, loss.pointer, 0))
                known.count += 1
        found[target] = list(omissions.values())
    return found


def accounts_of(compiled: Compiled, target: str) -> File:
    """`coverage.json` of one output."""
    from clientsmith.normalize.counts import Count
    from clientsmith.targets import TARGETS

    counts = {kind: copy(count) for kind, count in compiled.inventory.counts.items()}
    for loss in compiled.losses[target]:
        count = counts.setdefault(loss.kind, Count())
        if loss.omitted:
            count.omitted += 1
        else:
            count.lost += 1
    omissions = compiled.omissions[target]
    others = tuple(f"{name}/" for name in TARGETS if name != target)
    dropped = [one for one in compiled.dropped if not one.code.startswith(others)]
    return File(coverage.NAME, coverage.encode(counts, dropped, omissions))
