"""The command line, from arguments to exit code, on real files; processes where it matters."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from clientsmith import __version__, cli, freshness, progress
from clientsmith.commands import stages
from clientsmith.manifest import sha256

ROOT = Path(cli.__file__).parents[1]

SPEC = """\
openapi: 3.1.0
info: {title: Pet Store, version: "1.0"}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get:
      operationId: list_pets
      tags: [pets]
      description: All pets.
      responses:
        "200":
          description: Pets.
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}
  /pets/{pet_id}:
    get:
      operationId: retrieve_pet
      tags: [pets]
      parameters: [{name: pet_id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: A pet.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties: {name: {type: string}}
"""

CONFIG = """\
apis:
  pets:
    spec: api.yaml
    targets:
      ir: {output: out/ir}
"""

Clientsmith = Callable[..., Result]


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


def last(result: Result) -> str:
    return result.output.splitlines()[-1]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


# --- generate and check -------------------------------------------------------------


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


def hand_edit(project: Path) -> None:
    edit(project / "out/ir/ir.json", "Pet Store", "Pet Shop")


def delete(project: Path) -> None:
    (project / "out/ir/ir.json").unlink()


def add(project: Path) -> None:
    (project / "out/ir/extra.py").write_text("")


def change_description(project: Path) -> None:
    edit(project / "api.yaml", "All pets.", "Every pet.")


def change_comment(project: Path) -> None:
    edit(project / "api.yaml", "openapi: 3.1.0", "openapi: 3.1.0 # what else")


def change_config(project: Path) -> None:
    edit(project / "clientsmith.yaml", "targets:", "client: PetShop\n    targets:")


def change_version(project: Path) -> None:
    edit(project / "out/ir/manifest.json", f'"version": "{__version__}"', '"version": "0.0.1"')


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
        (
            ["generate", "--spec", "api.yaml", "--target", "python", "-o", "x", "--package", "A/b"],
            "is not allowed for `package`",
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


# --- names.lock --------------------------------------------------------------------------------


RIVALS = """\
  /v1/pets:
    get: {operationId: getSomePets, responses: {"200": {description: Some.}}}
components:
"""


def lock_of(project: Path) -> list[str]:
    return (project / "names.lock").read_text().splitlines()[2:]


def test_generate_keeps_names(clientsmith: Clientsmith, project: Path) -> None:
    result = clientsmith("generate")
    assert "names.lock: 3 added\n" in result.output
    assert lock_of(project) == [
        "pets method #/paths/~1pets/get pets.list",
        "pets method #/paths/~1pets~1{pet_id}/get pets.retrieve",
        "pets type #/components/schemas/Pet pet",
    ]
    edit(project / "api.yaml", "components:\n", RIVALS)
    result = clientsmith("check")
    assert result.exit_code == 1
    assert "names.lock: error: names.lock would change: 1 added [drift/names]" in result.output
    assert "spec changed: api.yaml" in result.output and "names.lock changed" not in result.output
    assert "names.lock: 1 added" in clientsmith("generate").output
    assert lock_of(project)[:2] == [
        "pets method #/paths/~1pets/get pets.list",
        "pets method #/paths/~1pets~1{pet_id}/get pets.retrieve",
    ]
    assert clientsmith("check", "--full").exit_code == 0
    (project / "names.lock").unlink()
    assert "names.lock: error: missing" in clientsmith("check").output
    assert "names.lock: 4 added" in clientsmith("generate").output


def test_a_person_renames_by_editing_the_lock(
    clientsmith: Clientsmith, project: Path, compiled: list[str]
) -> None:
    clientsmith("generate")
    edit(project / "names.lock", "pets.retrieve", "animals.get_one")
    result = clientsmith("check")
    assert (result.exit_code, compiled) == (1, ["pets", "pets"])
    assert "out/ir/ir.json: error: names.lock changed" in result.output
    clientsmith("generate")
    assert "animals.get_one" in "".join(lock_of(project))
    assert '"get"' in (project / "out/ir/ir.json").read_text()
    assert clientsmith("check").exit_code == 0


def test_a_lock_that_cannot_be_read(clientsmith: Clientsmith, project: Path) -> None:
    clientsmith("generate")
    lock = project / "names.lock"
    lock.write_text(lock.read_text() + "<<<<<<< HEAD\npets method #/x no-name\n")
    before = lock.read_bytes()
    for arguments in (["generate"], ["check"], ["lint"], ["explain", "pets"]):
        result = clientsmith(*arguments)
        assert result.exit_code == 2, result.output
        assert "names.lock:6:1: error: this is the mark of a merge conflict" in result.output
        assert "names.lock:7:17: error: no-name is no name" in result.output
    assert lock.read_bytes() == before


def test_lines_out_of_order_are_put_in_order(clientsmith: Clientsmith, project: Path) -> None:
    clientsmith("generate")
    lock = project / "names.lock"
    lines = lock.read_text().splitlines(keepends=True)
    lock.write_text("".join([*lines[:2], *reversed(lines[2:])]))
    assert "would change: its lines in order" in clientsmith("check").output
    assert "0 written, 2 unchanged" in clientsmith("generate").output
    assert lock.read_text() == "".join(lines)


def test_the_names_of_other_apis_stay(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "clientsmith.yaml", "apis:\n", "apis:\n  zoo: {spec: api.yaml}\n")
    lock = project / "names.lock"
    lock.write_text("zoo method #/x kept\npets ir.class #/x Kept\ngone method #/x y\n")
    clientsmith("generate", "pets")
    assert "zoo method #/x kept" in lock_of(project)
    assert not [line for line in lock_of(project) if "gone" in line or "Kept" in line]


def test_an_output_that_is_refused_leaves_the_lock(clientsmith: Clientsmith, project: Path) -> None:
    (project / "out/ir").mkdir(parents=True)
    (project / "out/ir/ir.json").write_text("mine")
    assert clientsmith("generate").exit_code == 1
    assert not (project / "names.lock").exists()


def test_a_lock_without_a_configuration(clientsmith: Clientsmith, project: Path) -> None:
    options = ("--spec", "api.yaml", "-t", "ir", "-o", "one")
    assert clientsmith("generate", *options).exit_code == 0
    assert not (project / "names.lock").exists()
    options += ("--names-lock", "my.lock")
    result = clientsmith("generate", *options)
    assert "my.lock: 3 added" in result.output
    text = (project / "my.lock").read_text()
    assert "api method #/paths/~1pets/get pets.list" in text
    assert clientsmith("check", *options).exit_code == 0
    (project / "my.lock").write_text(text.replace("pets.list", "pets.all"))
    assert clientsmith("check", *options).exit_code == 1
    result = clientsmith("generate", "--names-lock", "my.lock")
    assert (result.exit_code, "--names-lock goes with --spec" in result.output) == (2, True)


def test_printing_writes_no_lock(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "clientsmith.yaml", "    targets:\n      ir: {output: out/ir}\n", "")
    assert clientsmith("generate", "pets", "-t", "ir").exit_code == 0
    assert not (project / "names.lock").exists()


# --- what need not be done twice -------------------------------------------------------------


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


def test_nothing_is_generated_twice(
    clientsmith: Clientsmith, project: Path, compiled: list[str]
) -> None:
    clientsmith("generate")
    clientsmith("generate")
    clientsmith("check")
    assert compiled == ["pets"]
    clientsmith("check", "--full")
    assert compiled == ["pets", "pets"]


@pytest.mark.parametrize(
    "change",
    [hand_edit, delete, add, change_description, change_comment, change_config, change_version],
)
def test_every_change_is_noticed(
    clientsmith: Clientsmith, project: Path, compiled: list[str], change: Callable[[Path], None]
) -> None:
    clientsmith("generate")
    change(project)
    clientsmith("check")
    assert len(compiled) == 2


def test_a_manifest_is_not_believed(
    clientsmith: Clientsmith, project: Path, compiled: list[str]
) -> None:
    """Editing a file and its hash in the manifest does not make it fresh."""
    clientsmith("generate")
    path = project / "out/ir/ir.json"
    old = sha256(path.read_bytes())
    hand_edit(project)
    edit(project / "out/ir/manifest.json", old, sha256(path.read_bytes()))
    result = clientsmith("check")
    assert result.exit_code == 1
    assert "out/ir/ir.json: error: generator changed" in result.output


def test_warnings_are_said_again(
    clientsmith: Clientsmith, project: Path, compiled: list[str]
) -> None:
    edit(project / "api.yaml", "type: string", "type: strng")
    first = clientsmith("generate")
    assert ": warning: " in first.output
    again = clientsmith("generate")
    assert len(compiled) == 1
    said = first.output.replace("names.lock: 3 added\n", "")
    assert again.output.replace("up to date", "2 written, 0 unchanged") == said
    assert clientsmith("generate", "--strict").exit_code == 1


def test_without_a_cache(
    clientsmith: Clientsmith,
    project: Path,
    compiled: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CLIENTSMITH_CACHE", "")
    clientsmith("generate")
    assert clientsmith("check").exit_code == 0
    assert len(compiled) == 2
    monkeypatch.setenv("CLIENTSMITH_CACHE", str(project / "api.yaml"))  # cannot be a folder
    assert clientsmith("generate").exit_code == 0


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"stamp": 1}'])
def test_a_broken_record_is_no_record(
    clientsmith: Clientsmith,
    project: Path,
    compiled: list[str],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
) -> None:
    monkeypatch.setenv("CLIENTSMITH_CACHE", str(project / ".cache"))
    clientsmith("generate")
    (record,) = (project / ".cache/outputs").iterdir()
    record.write_text(text)
    assert clientsmith("generate").exit_code == 0
    assert len(compiled) == 2


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("CLIENTSMITH_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert freshness.cache_folder() is None
    monkeypatch.setenv("HOME", str(tmp_path))
    assert freshness.cache_folder() == tmp_path / ".cache/clientsmith"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert freshness.cache_folder() == tmp_path / "x/clientsmith"
    monkeypatch.setenv("CLIENTSMITH_CACHE", str(tmp_path / "y"))
    assert freshness.cache_folder() == tmp_path / "y"


# --- overlays and the root of references ---------------------------------------------


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


# --- lint and explain -------------------------------------------------------------


def test_lint(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "api.yaml", "type: string", "type: strng")
    for arguments in ((), ("api.yaml",), ("api.yaml", "--strict")):
        result = clientsmith("lint", *arguments)
        assert result.exit_code == ("--strict" in arguments)
        assert "api.yaml:" in result.output
        assert ": warning: " in result.output
    assert not (project / "out").exists()
    assert clientsmith("lint", "-", stdin=SPEC).exit_code == 0


def test_lint_reads_a_configured_document_with_its_settings(
    clientsmith: Clientsmith, project: Path
) -> None:
    edit(project / "api.yaml", "type: string", "type: strng")
    codes = {
        item["code"]
        for item in json.loads(clientsmith("lint", "--format", "json").stdout)["diagnostics"]
    }
    rules = "".join(f"\n      - {{code: {code}, reason: known}}" for code in sorted(codes))
    edit(project / "clientsmith.yaml", "targets:", f"ignore:{rules}\n    targets:")
    assert last(clientsmith("lint", "api.yaml")) == "2 operations, 0 lost, 0 warnings"


def test_lint_formats(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "api.yaml", "type: string", "type: strng")
    data = json.loads(clientsmith("lint", "--format", "json").stdout)
    assert (data["operations"], data["lost"]) == (2, 0)
    log = json.loads(clientsmith("lint", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    assert clientsmith("lint", "--format", "github").stdout.startswith("::warning file=api.yaml,")


@pytest.mark.parametrize(
    "method", ["client.pets.list", "pets.list", "GET /pets", "list_pets", "listPets"]
)
def test_explain(clientsmith: Clientsmith, method: str) -> None:
    for api in ("pets", "api.yaml"):
        result = clientsmith("explain", api, method)
        assert result.exit_code == 0, result.output
        assert result.output.startswith("client.pets.list\n  GET /pets\n  #/paths/~1pets/get\n")
        assert " from " in result.output


def test_explain_lists_all_methods_and_types(clientsmith: Clientsmith) -> None:
    assert clientsmith("explain", "pets").output.splitlines() == [
        "client.pets.list      GET /pets",
        "client.pets.retrieve  GET /pets/{pet_id}",
        "pet                   #/components/schemas/Pet",
    ]


@pytest.mark.parametrize(
    ("name", "want"),
    [
        (
            "pets.retrieve",
            """\
client.pets.retrieve
  GET /pets/{pet_id}
  #/paths/~1pets~1{pet_id}/get
  method    pets.retrieve  from path and verb
  argument  pet_id         from path parameter `pet_id`
""",
        ),
        (
            "types.Pet",
            """\
pet
  #/components/schemas/Pet
  name      pet   from component
  property  name  from property `name`
""",
        ),
        (
            "Pet.name",
            """\
pet.name
  in pet
  #/components/schemas/Pet
  name      pet   from component
  property  name  from property `name`
""",
        ),
    ],
)
def test_explain_names(clientsmith: Clientsmith, name: str, want: str) -> None:
    result = clientsmith("explain", "pets", name)
    assert (result.exit_code, result.output) == (0, want)


SOURCES = """\
    Part:
      type: object
      properties:
        fooBar: {type: string}
        foo_bar: {type: string}
        size: {type: string, enum: [XL, xl]}
        x: {type: string, x-fern-property-name: y}
    part: {type: object, properties: {a: {type: string}}}
    Other: {type: object, properties: {a: {type: string}}}
    Kept: {type: object, properties: {a: {type: string}}}
"""


def test_explain_says_which_source_decided(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "api.yaml", "  schemas:\n", "  schemas:\n" + SOURCES)
    names = "    names: {Other: Given}\n    targets:\n      python: {output: out/py}\n"
    edit(project / "clientsmith.yaml", "    targets:\n", names)
    assert clientsmith("generate").exit_code == 0
    edit(project / "names.lock", "Kept kept", "Kept before")
    for name, want in [
        ("Given", r"name +given|Given +from config"),
        ("part_object", r"name +part_object +from names\.lock, not `part`"),
        ("Before", r"name +before +from names\.lock"),
        ("part.foo_bar", r"python field +foo_bar2? +from names\.lock"),
        ("Part.size", r"name +size +from where it is written"),
        ("Part.y", r"property +y +from x-fern-property-name"),
        ("part.size", r"property +size +from property `size`"),
        ("Part.size.xl_upper", r"member +xl_upper +from 'XL'"),
    ]:
        result = clientsmith("explain", "pets", name)
        assert re.search(want, result.output), (name, result.output)


def test_explain_advises_options_that_it_has(project: Path, clientsmith: Clientsmith) -> None:
    (project / "clientsmith.yaml").unlink()
    result = clientsmith("explain", "pets")
    assert (result.exit_code, "--spec" in result.output) == (2, False)
    assert clientsmith("explain", "api.yaml", "nothing at all").exit_code == 2


def test_explain_a_document_with_errors(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "api.yaml", 'schemas/Pet"}}', 'schemas/Pat"}}')
    result = clientsmith("explain", "pets", "pets.list")
    assert result.exit_code == 1
    assert "schemas/Pat" in result.output


# --- help -------------------------------------------------------------


@pytest.mark.parametrize("command", [[], ["generate"], ["check"], ["lint"], ["explain"]])
def test_help_has_examples_and_fits_a_terminal(
    clientsmith: Clientsmith, command: list[str]
) -> None:
    result = clientsmith(*command, "--help")
    assert result.exit_code == 0
    assert "clientsmith " + (command[0] if command else "generate") in result.output
    assert max(map(len, result.output.splitlines())) <= 100
    assert "..." not in result.output.replace(", ...", "").replace("]...", "")


def test_version(clientsmith: Clientsmith) -> None:
    assert clientsmith("--version").output == f"clientsmith {__version__}\n"


def test_timings(clientsmith: Clientsmith) -> None:
    lines = clientsmith("generate", "--timings").stderr.splitlines()
    assert [line.split("ms")[-1].split()[0] for line in lines[1:]] == [
        *("compare", "read", "structure", "upgrade", "validate", "normalize", "locate", "load"),
        *("lower", "plan", "render", "write", "total"),
    ]


# --- what goes wrong -------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (
            ValueError("two\nlines"),
            1,
            "clientsmith: internal error: ValueError: two lines; this is a bug in clientsmith,"
            " please report it with what --debug prints\n",
        ),
        (KeyboardInterrupt(), 130, "clientsmith: interrupted\n"),
        (
            OSError(errno.ENOSPC, "No space left on device", "a"),
            1,
            "clientsmith: a: the disk is full; make room and run it again\n",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "a", None, "b"),
            1,
            "clientsmith: a -> b: permission denied\n",
        ),
        (OSError(errno.EIO, "Input/output error"), 1, "clientsmith: Input/output error\n"),
    ],
)
def test_failures_are_one_line(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    line: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(stages, "compile_api", fail)
    assert cli.run(["generate"]) == code
    assert capsys.readouterr().err.lstrip("\n") == line
    if isinstance(error, ValueError):
        with pytest.raises(ValueError, match="two"):
            cli.run(["generate", "--debug"])


def process(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "clientsmith", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_as_a_process_in_other_surroundings(project: Path) -> None:
    """Same bytes with another hash seed, locale and time zone; exit codes reach the shell."""
    edit(project / "api.yaml", "All pets.", "Älle 漢.")
    assert process(project, "generate", PYTHONHASHSEED="1").returncode == 0
    other = {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "Asia/Kathmandu"}
    done = process(project, "check", "--full", **other)
    assert (done.returncode, done.stderr) == (0, "")
    hand_edit(project)
    assert process(project, "check", **other).returncode == 1
    assert process(project, "check", "nope").returncode == 2


def test_a_terminal_without_the_characters(project: Path) -> None:
    edit(project / "api.yaml", "name: {type: string}", '"é漢": {type: strng}')
    done = process(project, "lint", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "\\u6f22" in done.stdout


def test_a_reader_that_goes_away(project: Path) -> None:
    command = f"{sys.executable} -m clientsmith generate --spec api.yaml --target ir | head -c 1"
    done = subprocess.run(
        command,
        shell=True,
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "{"
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_the_fast_path_is_fast(project: Path) -> None:
    """Under 0.5 s of CPU beyond the interpreter's start."""
    code = "import resource; from clientsmith.cli import run; run(['generate']);"
    code += "u = resource.getrusage(resource.RUSAGE_SELF); print(u.ru_utime + u.ru_stime)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    assert "up to date" in done.stdout
    assert float(done.stdout.splitlines()[-1]) < 0.5


# --- progress -------------------------------------------------------------


def test_progress_shows_after_a_while_and_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    with progress.Progress(shown=True) as run, run.stage("read", "[bold]pets"):
        assert run._timer is not None
        run._timer.join()
        assert run._status is not None
        assert run._status.status == r"read \[bold]pets"
        with run.stage("normalize"):
            assert run._status.status == "normalize"
    assert [timing.stage for timing in run.timings] == ["normalize", "read [bold]pets"]


def test_progress_is_quiet_without_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert progress.is_watched()
    monkeypatch.setenv("CI", "true")
    assert not progress.is_watched()
