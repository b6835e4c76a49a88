"""Options and hypothesis profiles of the whole test run.

`--update` rewrites the expected files of `tests/cases`. `CLIENTSMITH_EXAMPLES=5000` makes every
hypothesis law try that many examples, at random; the normal run tries few and always the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from tests.browser import Browser, browser

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


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def page(tab: Browser) -> Iterator[Browser]:
    """A tab; afterwards it must have been silent, and nothing but files asked for."""
    tab.requests.clear()
    tab.faults.clear()
    yield tab
    assert tab.faults == []
    assert all(it.startswith(("file://", "about:", "data:")) for it in tab.requests), tab.requests
