"""What need not be done twice, is not."""

from __future__ import annotations

import json
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
from tests.unit.cli.project import Clientsmith, edit

from clientsmith import freshness
from clientsmith.hashes import sha256


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


def test_notes_have_lines_where_they_are_listed(
    clientsmith: Clientsmith, project: Path, compiled: list[str]
) -> None:
    """People get their number, for which no line is looked up."""
    edit(project / "api.yaml", "required: [name]", "required: [name, more]")

    def places() -> list[tuple[str, object]]:
        found = json.loads(clientsmith("generate", "--format", "json").stdout)["diagnostics"]
        return [(one["code"], one["line"]) for one in found if one["severity"] == "note"]

    listed = places()
    assert listed and all(line for _, line in listed)
    clientsmith("generate", "--full")
    assert len(compiled) == 2
    assert places() == listed
    assert len(compiled) == 3
    assert places() == listed
    assert len(compiled) == 3


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
