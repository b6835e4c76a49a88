"""The tests that travel with a package: `node:test` and a real server on loopback."""

from __future__ import annotations

from clientsmith.targets.typescript.testing.files import test_entries

__all__ = ["test_entries"]
