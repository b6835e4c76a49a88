"""The target `python`: a typed package with a sync and an async client."""

from __future__ import annotations

from clientsmith.targets.python.losses import losses
from clientsmith.targets.python.package import lower, plan

__all__ = ["losses", "lower", "plan"]
