"""`names.lock`: what `generate` keeps and `check` compares."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.project import Clientsmith, edit

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


def test_the_names_of_others_stay(clientsmith: Clientsmith, project: Path) -> None:
    edit(project / "clientsmith.yaml", "apis:\n", "apis:\n  zoo: {spec: api.yaml}\n")
    lock = project / "names.lock"
    others = {"zoo method #/x kept", "zoo python.class #/x Y", "pets go.class #/x Kept"}
    lock.write_text("".join(f"{line}\n" for line in [*others, "pets ir.class #/x Gone"]))
    clientsmith("generate", "pets")
    found = set(lock_of(project))
    assert others <= found and not any("Gone" in line for line in found)


@pytest.mark.parametrize(
    ("name", "target", "added"), [("zoo:", "ir:", 3), ("pets:", "ir:", 0), ("pets:", "python:", 0)]
)
def test_two_configurations_share_a_folder(
    clientsmith: Clientsmith, project: Path, name: str, target: str, added: int
) -> None:
    first, second = project / "clientsmith.yaml", project / "second.yaml"
    text = first.read_text().replace("pets:", name).replace("ir:", target)
    second.write_text(text.replace("out/ir", "out/other"))
    assert "names.lock: 3 added\n" in clientsmith("generate").output
    lock = project / "names.lock"
    lock.write_text(lock.read_text() + "pets go.class #/components/schemas/Pet Animal\n")
    before = lock_of(project)
    said = clientsmith("generate", "--config", "second.yaml").output
    assert (f"names.lock: {added} added\n" in said) == bool(added)
    assert len(lock_of(project)) == len(before) + added and set(before) <= set(lock_of(project))
    for config in (first, second):
        assert clientsmith("check", "--full", "--config", str(config)).exit_code == 0


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
