"""`clientsmith.validate`: openapi-spec-validator's verdict, bounded, cached, at our positions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clientsmith import report, source, upgrade, validate
from clientsmith.diagnostics import Diagnostic, Diagnostics
from clientsmith.source import Sources

INFO = "info: {title: T, version: '1'}\n"
GOOD = "openapi: 3.1.0\n" + INFO + "paths: {}\n"
BAD = """\
openapi: 3.0.3
info: {title: T, version: 1}
paths:
  /a/{id}:
    get:
      operationId: x
      responses:
        200: {description: d, content: {application/json: {schema: {$ref: 'b.yaml#/B'}}}}
  /b:
    get: {operationId: x, responses: {default: {description: d}}}
"""
OTHER = "B: {type: integer, default: text}\n"
SWAGGER = """\
swagger: '2.0'
info: {title: T, version: '1'}
paths:
  /a:
    get:
      parameters:
      - {in: body, name: b, schema: {type: string}}
      - {in: query, name: q, type: object}
      responses: {200: {description: d}}
"""


def read(
    folder: Path, files: dict[str, str], main: str = "api.yaml"
) -> tuple[Sources, Diagnostics]:
    for name, text in files.items():
        (folder / name).write_text(text)
    diagnostics = Diagnostics()
    return upgrade.to_32(source.read(folder / main, None, diagnostics), diagnostics), diagnostics


def found(diagnostics: Diagnostics, sources: Sources) -> list[Diagnostic]:
    return [one.diagnostic for one in report.findings(diagnostics, sources)]


def places(diagnostics: Diagnostics, sources: Sources) -> list[tuple[Any, ...]]:
    return [(one.code, one.file, one.line, one.pointer) for one in found(diagnostics, sources)]


def test_findings(tmp_path: Path) -> None:
    sources, diagnostics = read(tmp_path, {"api.yaml": BAD, "b.yaml": OTHER})
    validate.validate(sources, diagnostics)
    assert places(diagnostics, sources) == [
        ("openapi/type", "api.yaml", 2, "#/info/version"),
        ("openapi/unresolvable-parameter", "api.yaml", 5, "#/paths/~1a~1{id}/get"),
        ("openapi/duplicate-operation-id", "api.yaml", 10, "#/paths/~1b/get/operationId"),
        ("openapi/type", "b.yaml", 1, "b.yaml#/B/default"),
    ]
    assert diagnostics.counts().warnings == 4
    assert all("\n" not in one.message and len(one.message) < 300 for one in diagnostics)


def test_good_document(tmp_path: Path) -> None:
    sources, diagnostics = read(tmp_path, {"api.yaml": GOOD})
    validate.validate(sources, diagnostics)
    assert list(diagnostics) == []


@pytest.mark.parametrize(
    ("version", "extra"),
    [
        ("openapi: 3.0.0", "paths: {}"),
        ("openapi: 3.1.1", "webhooks: {}"),
        ("openapi: 3.2.0", "$self: /x\npaths: {}"),
        ("swagger: '2.0'", "paths: {}"),
    ],
)
def test_every_version(version: str, extra: str, tmp_path: Path) -> None:
    sources, diagnostics = read(tmp_path, {"api.yaml": f"{version}\n{INFO}{extra}\n"})
    validate.validate(sources, diagnostics)
    assert list(diagnostics) == []


def test_places_before_the_upgrade(tmp_path: Path) -> None:
    """In 2.0 the second parameter becomes the first: its place is that of the text."""
    sources, diagnostics = read(tmp_path, {"api.yaml": SWAGGER})
    validate.validate(sources, diagnostics)
    assert [(one.line, one.column) for one in found(diagnostics, sources)] == [(8, 10)]


def test_no_version_no_verdict(tmp_path: Path) -> None:
    sources, _ = read(tmp_path, {"api.yaml": "a: 1"})
    diagnostics = Diagnostics()
    validate.validate(sources, diagnostics)
    assert list(diagnostics) == []


def test_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    sources, _ = read(tmp_path, {"api.yaml": BAD, "b.yaml": OTHER})
    first, second, third = Diagnostics("api.yaml"), Diagnostics("api.yaml"), Diagnostics("api.yaml")
    validate.validate(sources, first, cache_dir=cache)
    [stored] = (cache / "validation").iterdir()
    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", None)
        validate.validate(sources, second, cache_dir=cache)
    assert list(first) == list(second) != []
    for damaged in (b"", b"{", b'{"findings": 3}', b"\xff"):
        stored.write_bytes(damaged)
        third = Diagnostics("api.yaml")
        validate.validate(sources, third, cache_dir=cache)
        assert list(third) == list(first)
    changed, _ = read(tmp_path, {"b.yaml": OTHER + "C: {}"})
    validate.validate(changed, Diagnostics(), cache_dir=cache)
    assert len(list((cache / "validation").iterdir())) == 2


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    sources, diagnostics = read(tmp_path, {"api.yaml": BAD, "b.yaml": OTHER})
    validate.validate(sources, diagnostics, cache_dir=tmp_path / "cache")
    assert len(diagnostics) == 4


def test_time_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is stopped is a note, also from the cache; a longer limit tries again."""
    sources, diagnostics = read(tmp_path, {"api.yaml": BAD, "b.yaml": OTHER})
    validate.validate(sources, diagnostics, cache_dir=tmp_path / "cache", time_limit=0.01)
    [one] = diagnostics
    assert (one.code, one.message) == ("openapi/time-limit", "validation stopped after 0.01 s")
    again = Diagnostics("api.yaml")
    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", None)
        validate.validate(sources, again, cache_dir=tmp_path / "cache", time_limit=0.005)
    assert [one.code for one in again] == ["openapi/time-limit"]
    longer = Diagnostics("api.yaml")
    validate.validate(sources, longer, cache_dir=tmp_path / "cache")
    assert longer.counts().warnings == 4


def test_broken_references_end_it_with_a_note(tmp_path: Path) -> None:
    text = GOOD.replace("{}", "{/a: {get: {responses: {200: {$ref: 'http://169.254.169.254/x'}}}}}")
    sources, _ = read(tmp_path, {"api.yaml": text})
    diagnostics = Diagnostics("api.yaml")
    validate.validate(sources, diagnostics)
    assert [one.code for one in diagnostics] == ["openapi/validator"]
    [one] = diagnostics
    assert "openapi-spec-validator gave up" in one.message


def test_no_validator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources, _ = read(tmp_path, {"api.yaml": GOOD})
    for executable in ("/nonexistent/python", "/bin/false"):
        monkeypatch.setattr(sys, "executable", executable)
        diagnostics = Diagnostics("api.yaml")
        validate.validate(sources, diagnostics)
        assert [one.code for one in diagnostics] == ["openapi/validator"]


def test_many_findings_are_counted(tmp_path: Path) -> None:
    paths = "".join(f"  /{n}: {{get: {{}}}}\n" for n in range(80))
    text = "openapi: 3.0.0\n" + INFO + "paths:\n" + paths
    sources, diagnostics = read(tmp_path, {"api.yaml": text})
    validate.validate(sources, diagnostics)
    assert diagnostics.counts().warnings == validate.MAX_FINDINGS
    assert [one.message for one in diagnostics if one.code == "openapi/more"] == [
        "openapi-spec-validator has 30 more findings"
    ]


def test_huge_numbers_reach_the_validator(tmp_path: Path) -> None:
    text = GOOD + "components: {schemas: {A: {maximum: " + "9" * 40 + "}}}"
    sources, diagnostics = read(tmp_path, {"api.yaml": text})
    validate.validate(sources, diagnostics)
    assert list(diagnostics) == []
