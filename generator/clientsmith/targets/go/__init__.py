"""The target `go`: a module with one package, and a runtime of plain code."""

from __future__ import annotations

from clientsmith.targets.go.losses import losses
from clientsmith.targets.go.package import lower, plan

__all__ = ["losses", "lower", "plan"]
