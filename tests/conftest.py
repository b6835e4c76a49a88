"""Options and hypothesis profiles of the whole test run.

`--update` rewrites the expected files of `tests/cases`. `CLIENTSMITH_EXAMPLES=5000` makes every
hypothesis law try that many examples, at random; the normal run tries few and always the same.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("CLIENTSMITH_EXAMPLES", "0"))

settings.register_profile(
    "normal",
    deadline=None,
    derandomize=not EXAMPLES,
    database=None,
    max_examples=EXAMPLES or 200,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("normal")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite the expected files of tests/cases"
    )
