"""Overlays, the root of references, and faults that only the document shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.cli.project import SPEC, Clientsmith, edit, last

OVERLAY = """\
overlay: 1.0.0
info: {title: O, version: "1"}
actions:
  - target: $.paths['/pets'].get
    update: {operationId: overlaid}
"""


def test_overlays_are_an_input(clientsmith: Clientsmith, project: Path) -> None:
    (project / "o.yaml").write_text(OVERLAY)
    edit(project / "clientsmith.yaml", "targets:", "overlays: [o.yaml]\n    targets:")
    assert clientsmith("generate").exit_code == 0
    assert "overlaid" in (project / "out/ir/ir.json").read_text()
    assert '"o.yaml"' in (project / "out/ir/manifest.json").read_text()
    assert "up to date" in clientsmith("generate").output
    edit(project / "o.yaml", "overlaid", "other")
    result = clientsmith("check")
    assert result.exit_code == 1 and "overlay changed: o.yaml" in result.output


def test_overlays_of_a_document_that_is_named(clientsmith: Clientsmith, project: Path) -> None:
    (project / "o.yaml").write_text(OVERLAY)
    options = ("--target", "ir", "--overlay", "o.yaml")
    assert "overlaid" in clientsmith("generate", "--spec", "api.yaml", *options).stdout
    assert "overlaid" in clientsmith("generate", "--spec", "-", *options, stdin=SPEC).stdout
    edit(project / "o.yaml", "$.paths['/pets'].get", "$.paths.nope")
    result = clientsmith("lint", "api.yaml", "--overlay", "o.yaml")
    assert "o.yaml:4:5: warning: nothing in the document matches $.paths.nope" in result.output
    for arguments in (("generate",), ("lint",), ("explain", "pets")):
        result = clientsmith(*arguments, "--overlay", "o.yaml")
        assert result.exit_code == 2 and "here it is configured" in result.output


def test_the_root_of_references(clientsmith: Clientsmith, project: Path) -> None:
    (project / "api").mkdir()
    (project / "shared.yaml").write_text("type: integer\n")
    spec = SPEC.replace("type: string", "$ref: ../shared.yaml", 1)
    (project / "api/api.yaml").write_text(spec)
    assert "--ref-root" in clientsmith("lint", "api/api.yaml").output
    assert clientsmith("lint", "api/api.yaml", "--ref-root", ".").exit_code == 0
    edit(project / "clientsmith.yaml", "spec: api.yaml", "spec: api/api.yaml")
    assert clientsmith("generate").exit_code == 1
    edit(project / "clientsmith.yaml", "targets:", "ref_root: .\n    targets:")
    assert clientsmith("generate").exit_code == 0
    assert "up to date" in clientsmith("generate").output
    edit(project / "shared.yaml", "integer", "number")
    assert "spec changed: ../shared.yaml" in clientsmith("check").output


def test_faults_of_the_configuration_that_only_the_document_shows(
    clientsmith: Clientsmith, project: Path
) -> None:
    (project / "clientsmith.yaml").write_text(
        "apis:\n  pets:\n    spec: api.yaml\n"
        "    environment: {api_kye: A}\n"
        "    resources:\n      pets: {methods: {all: GET /pats}}\n"
        "    names:\n      Pat: Animal\n      '#/info': Info\n      Pet: Animal\n"
        "    paging:\n      list_pet: {kind: none}\n      list_pets: {kind: none}\n"
        "    ignore:\n      - {code: ref/unresolved, reason: was wrong}\n"
    )
    result = clientsmith("lint", "--format", "json")
    found = [
        (Path(it["file"]).name, it["line"], it["code"], it["hint"])
        for it in json.loads(result.stdout)["diagnostics"]
        if it["code"].startswith("config/")
    ]
    assert found == [
        ("clientsmith.yaml", 4, "config/environment", "the options are `base_url`, `log`"),
        ("clientsmith.yaml", 6, "config/operation", "did you mean `GET /pets`?"),
        ("clientsmith.yaml", 8, "config/name", "did you mean `Pet`?"),
        ("clientsmith.yaml", 9, "config/name", ""),
        ("clientsmith.yaml", 12, "config/operation", "did you mean `list_pets`?"),
        (
            *("clientsmith.yaml", 15, "config/ignore"),
            "remove it: what it was for is mended, or it names another place",
        ),
    ]


def test_a_refused_document_may_be_accepted(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "api.yaml", "operationId: retrieve_pet", "operationId: list_pets")
    result = clientsmith("generate")
    assert result.exit_code == 1 and not (project / "out").exists()
    assert "operation/duplicate-id" in result.output
    assert "an `ignore` rule in clientsmith.yaml accepts a finding" in result.output
    rule = "{code: operation/duplicate-id, reason: they will not change it}"
    edit(project / "clientsmith.yaml", "targets:", f"ignore: [{rule}]\n    targets:")
    assert last(clientsmith("generate")) == "2 operations, 0 lost, 0 warnings"


def test_lint_advises_what_it_has(
    clientsmith: Clientsmith, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "clientsmith.yaml").unlink()
    result = clientsmith("lint")
    assert result.exit_code == 2
    assert "use --config FILE, or name documents" in result.output and "--spec" not in result.output
