"""`generate` and `check`: what is written, when, and what is said of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.cli.changes import (
    add,
    change_comment,
    change_config,
    change_description,
    change_version,
    delete,
    hand_edit,
)
from tests.unit.cli.project import SPEC, Clientsmith, edit, last

from clientsmith import __version__


def test_generate_then_check(clientsmith: Clientsmith, project: Path) -> None:
    result = clientsmith("generate")
    assert (result.exit_code, last(result)) == (0, "2 operations, 0 lost, 0 warnings")
    assert "out/ir: 2 written, 0 unchanged" in result.output
    assert sorted(p.name for p in (project / "out/ir").iterdir()) == [
        "coverage.json",
        "ir.json",
        "manifest.json",
    ]
    assert json.loads((project / "out/ir/ir.json").read_text())["title"] == "Pet Store"
    for arguments in (["check"], ["check", "--full"], ["generate", "--check", "pets"]):
        result = clientsmith(*arguments)
        assert (result.exit_code, last(result)) == (0, "2 operations, 0 lost, 0 warnings")
        assert "out/ir: up to date" in result.output


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (hand_edit, {"ir.json": ("drift/edited", "hand edit")}),
        (delete, {"ir.json": ("drift/missing", "missing")}),
        (add, {"extra.py": ("drift/untracked", "not a generated file (untracked)")}),
        (
            change_description,
            {
                "ir.json": ("drift/changed", "spec changed: api.yaml"),
                "manifest.json": ("drift/changed", "spec changed: api.yaml"),
            },
        ),
        (change_comment, {"manifest.json": ("drift/changed", "spec changed: api.yaml")}),
        (
            change_config,
            {
                "ir.json": ("drift/changed", "config changed"),
                "manifest.json": ("drift/changed", "config changed"),
            },
        ),
        (
            change_version,
            {"manifest.json": ("drift/changed", f"generator changed: 0.0.1 -> {__version__}")},
        ),
    ],
)
def test_check_names_the_cause_and_generate_repairs(
    clientsmith: Clientsmith,
    project: Path,
    change: Callable[[Path], None],
    expected: dict[str, tuple[str, str]],
) -> None:
    clientsmith("generate")
    change(project)
    before = sorted((p, p.stat().st_mtime_ns) for p in project.rglob("out/**/*"))
    result = clientsmith("check", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)["diagnostics"]
    prefix = "out/ir/"
    assert {
        item["file"].removeprefix(prefix): (item["code"], item["message"]) for item in found
    } == expected
    assert sorted((p, p.stat().st_mtime_ns) for p in project.rglob("out/**/*")) == before
    assert clientsmith("generate").exit_code == 0
    if change is add:
        (project / "out/ir/extra.py").unlink()
    assert clientsmith("check", "--full").exit_code == 0


def test_check_shows_the_first_differences(clientsmith: Clientsmith, project: Path) -> None:
    clientsmith("generate")
    hand_edit(project)
    result = clientsmith("check")
    assert '-  "title": "Pet Shop",\n+  "title": "Pet Store",\n' in result.output
    assert last(result) == "2 operations, 0 lost, 0 warnings, 1 error"


def test_a_hand_edit_is_restored_and_kept(clientsmith: Clientsmith, project: Path) -> None:
    clientsmith("generate")
    hand_edit(project)
    result = clientsmith("generate")
    assert "edited by hand and has been restored" in result.output
    assert "Pet Shop" in (project / "out/ir/ir.json.orig").read_text()
    assert "Pet Store" in (project / "out/ir/ir.json").read_text()


def test_an_edited_file_that_is_no_longer_generated(
    clientsmith: Clientsmith, project: Path
) -> None:
    clientsmith("generate")
    manifest = project / "out/ir/manifest.json"
    edit(manifest, '"files": {', '"files": {"old.py": "0", ')
    (project / "out/ir/old.py").write_text("mine")
    result = clientsmith("generate")
    assert "out/ir/old.py: warning: this file is no longer generated" in result.output
    assert (project / "out/ir/old.py").read_text() == "mine"


def test_files_of_others_are_refused(clientsmith: Clientsmith, project: Path) -> None:
    (project / "out/ir").mkdir(parents=True)
    (project / "out/ir/ir.json").write_text("mine")
    result = clientsmith("generate")
    assert result.exit_code == 1
    assert "did not write: ir.json" in result.output
    assert (project / "out/ir/ir.json").read_text() == "mine"
    assert clientsmith("generate", "--force").exit_code == 0


def test_errors_leave_the_output_alone(clientsmith: Clientsmith, project: Path) -> None:
    clientsmith("generate")
    before = (project / "out/ir/ir.json").read_text()
    edit(project / "api.yaml", 'schemas/Pet"}}', 'schemas/Pat"}}')
    result = clientsmith("generate")
    assert result.exit_code == 1
    assert re.search(r"api\.yaml:\d+:\d+: error: .*schemas/Pat ", result.output)
    assert "pets: nothing was written" in result.output
    assert last(result).endswith("1 error")
    assert (project / "out/ir/ir.json").read_text() == before


def test_the_ir_goes_to_standard_output(clientsmith: Clientsmith, project: Path) -> None:
    result = clientsmith("generate", "--spec", "api.yaml", "--target", "ir")
    assert json.loads(result.stdout)["title"] == "Pet Store"
    edit(project / "clientsmith.yaml", "ir: {output: out/ir}", "python: {output: out/py}")
    result = clientsmith("generate", "pets", "--target", "ir")
    assert json.loads(result.stdout)["title"] == "Pet Store"
    assert result.stderr.splitlines() == ["2 operations, 0 lost, 0 warnings"]


def test_one_shot_without_a_configuration(clientsmith: Clientsmith, project: Path) -> None:
    (project / "clientsmith.yaml").unlink()
    arguments = ["--spec", "api.yaml", "--target", "ir", "--output", "made", "--client", "Petty"]
    assert clientsmith("generate", *arguments).exit_code == 0
    assert (project / "made/manifest.json").exists()
    assert clientsmith("check", *arguments).exit_code == 0
    result = clientsmith("generate", "--spec", "-", *arguments[2:], stdin=SPEC)
    assert result.exit_code == 0, result.output


def test_the_output_does_not_depend_on_where_it_is_made(
    clientsmith: Clientsmith, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("elsewhere")
    (other / "api.yaml").write_text(SPEC)
    for spec, out in (("api.yaml", "a"), (str(other / "api.yaml"), str(other / "b"))):
        arguments = ["--spec", spec, "--target", "ir", "--output", out]
        assert clientsmith("generate", *arguments).exit_code == 0
    for name in ("ir.json", "manifest.json"):
        assert (project / "a" / name).read_bytes() == (other / "b" / name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["generate", "pet"], "did you mean 'pets'?"),
        (["generate", "--target", "pyton"], "there is no configured target 'pyton'"),
        (["generate", "--output", "x"], "--output goes with --spec"),
        (["generate", "--spec", "api.yaml"], "--spec needs --target"),
        (["generate", "--spec", "api.yaml", "--target", "pyton"], "did you mean 'python'?"),
        (["generate", "--spec", "api.yaml", "--target", "python"], "--spec needs --output"),
        (["generate", "pets", "--spec", "api.yaml"], "--spec stands for a configuration"),
        (["generate", "--spec", "none.yaml"], "does not exist"),
        (["generate", "--spec", "https://x/a.yaml"], "nothing is fetched from the web"),
        (["lint", "http://x/a.yaml"], "nothing is fetched from the web"),
        (["generate", "api.yaml"], "for a file: --spec FILE"),
        (["generate", "-t", "python", "--target", "go"], "--target takes one value"),
        (["check", "--spec", "a.yaml", "--spec", "b.yaml"], "--spec takes one value"),
        (["lint", "--format", "json", "--format=text"], "--format takes one value"),
        (
            ["generate", "--spec", "api.yaml", "--target", "python", "-o", "x", "--package", "A/b"],
            "it must match `[a-z][a-z0-9_]*`",
        ),
        (
            ["generate", "--spec", "api.yaml", "--target", "python", "-o", "x", "--client", "b;rm"],
            "is not a class name",
        ),
        (
            ["generate", "--spec", "api.yaml", "--target", "ir", "--package", "a"],
            "has no --package",
        ),
        (["generate", "--format", "xml"], "'xml' is not one of"),
        (["generate", "--no-such"], "No such option"),
        (["genrate"], "No such command"),
        (["explain", "pets", "pets.lst"], "did you mean pets.list"),
        (["explain", "nope", "pets.list"], "there is no API 'nope'"),
        (["explain"], "Missing argument 'API'"),
    ],
)
def test_usage_errors(clientsmith: Clientsmith, arguments: list[str], message: str) -> None:
    result = clientsmith(*arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_options_that_may_be_repeated(clientsmith: Clientsmith) -> None:
    arguments = ["--overlay", "api.yaml", "--overlay", "api.yaml", "--strict", "--strict"]
    assert "here it is configured" in clientsmith("generate", *arguments).output


@pytest.mark.parametrize("targets", ["", "    targets: {}\n"])
def test_an_api_without_targets(clientsmith: Clientsmith, project: Path, targets: str) -> None:
    edit(project / "clientsmith.yaml", "    targets:\n      ir: {output: out/ir}\n", targets)
    result = clientsmith("generate")
    assert result.exit_code == 0
    said = "clientsmith.yaml: warning: API `pets` has no targets, so nothing is written for it"
    assert said in result.output
    assert last(result) == "2 operations, 0 lost, 1 warning"
    assert clientsmith("generate", "--strict").exit_code == 1


def test_without_a_configuration(clientsmith: Clientsmith, project: Path) -> None:
    (project / "clientsmith.yaml").unlink()
    result = clientsmith("generate")
    assert result.exit_code == 2
    assert "there is no clientsmith.yaml here or in a folder above" in result.output


def test_a_broken_configuration(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "clientsmith.yaml", "targets:", "tragets:")
    result = clientsmith("check")
    assert result.exit_code == 2
    assert "clientsmith.yaml:4:5: error: API `pets` has no key `tragets`" in result.output
    assert "did you mean `targets`?" in result.output


def test_the_configuration_is_found_from_a_folder_below(
    clientsmith: Clientsmith, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "deep/er").mkdir(parents=True)
    monkeypatch.chdir(project / "deep/er")
    result = clientsmith("generate")
    assert (result.exit_code, "../../out/ir: 2 written" in result.output) == (0, True)
