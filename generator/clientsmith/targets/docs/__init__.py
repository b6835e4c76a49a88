"""The target `docs`: the reference of an API and of the packages made of it."""

from __future__ import annotations

from collections.abc import Sequence

from clientsmith import ir
from clientsmith.targets import Loss
from clientsmith.targets.docs.package import lower, plan

__all__ = ["losses", "lower", "plan"]


def losses(api: ir.Api) -> Sequence[Loss]:
    """All that the reference is about is in it."""
    return ()
