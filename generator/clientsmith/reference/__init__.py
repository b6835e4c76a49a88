"""The reference of an API: what its pages say, in HTTP and in each language, as plain data."""

from __future__ import annotations

from clientsmith.reference.build import build

__all__ = ["build"]
