"""The tests that travel with the module: `testing` and a real server, nothing else."""

from __future__ import annotations

from clientsmith.targets.go.testing.suite import Service, TestFile, options_of, test_files
from clientsmith.targets.go.testing.webhooks import webhook_test

__all__ = ["Service", "TestFile", "options_of", "test_files", "webhook_test"]
