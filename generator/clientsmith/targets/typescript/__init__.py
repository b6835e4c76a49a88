"""The target `typescript`: ES modules, a function for each operation, a client of classes."""

from __future__ import annotations

from clientsmith.targets.typescript.losses import losses
from clientsmith.targets.typescript.package import lower, plan

__all__ = ["losses", "lower", "plan"]
