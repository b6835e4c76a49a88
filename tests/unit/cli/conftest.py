"""Fixtures of the command line's tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.unit.cli.project import CONFIG, SPEC, Clientsmith

from clientsmith import cli
from clientsmith.commands import stages


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shared by all tests: validation is slow, and everything in it is found by content or path."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path) -> Path:
    (tmp_path / "api.yaml").write_text(SPEC)
    (tmp_path / "clientsmith.yaml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLIENTSMITH_CACHE", str(cache))
    return tmp_path


@pytest.fixture
def clientsmith(project: Path) -> Clientsmith:
    def call(*arguments: str, stdin: str | None = None) -> Result:
        settings = cli.Settings()
        return CliRunner().invoke(
            cli.main, arguments, input=stdin, obj=settings, catch_exceptions=False
        )

    return call


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the APIs that were compiled."""
    names: list[str] = []
    real = stages.compile_api

    def compile_api(config: Any, *rest: Any, **more: Any) -> stages.Compiled:
        names.append(config.name)
        return real(config, *rest, **more)

    monkeypatch.setattr(stages, "compile_api", compile_api)
    return names
