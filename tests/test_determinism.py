"""The same input gives the same bytes, whatever the machine: SECURITY G12 and G13."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import ROOT

CANARY = "canary-5e1f0c"

# Where the copy of the project is, and what the process finds around itself.
MACHINES = {
    "one": {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "COLUMNS": "80", "HOME": "/"},
    "some/other/and/deeper": {
        "PYTHONHASHSEED": "4242",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "tr",
        "COLUMNS": "200",
        "USER": CANARY,
        "LLAMA_CLOUD_API_KEY": CANARY,
        "LLAMA_CLOUD_BASE_URL": f"https://{CANARY}.example",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONUTF8": "1",
    },
}


def generated(folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """Copy what the project is made from to `folder`, generate there, and read the outputs."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "specs", folder / "specs")
    shutil.copy(ROOT / "clientsmith.yaml", folder)
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "clientsmith", "generate"],
        cwd=folder,
        env={
            **kept,
            "PYTHONPATH": str(ROOT / "generator"),
            "XDG_CACHE_HOME": str(folder.parent / "cache"),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert CANARY not in done.stdout + done.stderr
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "generated").rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    return {
        place: generated(tmp_path_factory.mktemp(CANARY) / place, environment)
        for place, environment in MACHINES.items()
    }


def test_two_machines_write_the_same_bytes(outputs: dict[str, dict[str, bytes]]) -> None:
    first, second = outputs.values()
    assert list(first) == list(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_nothing_of_the_machine_is_in_the_output(outputs: dict[str, dict[str, bytes]]) -> None:
    for output in outputs.values():
        assert output
        for path, content in output.items():
            assert CANARY not in path
            assert CANARY.encode() not in content, path
            assert str(ROOT).encode() not in content, path
            assert b"\r" not in content, path


def test_the_committed_output_is_the_same(outputs: dict[str, dict[str, bytes]]) -> None:
    """`make check` says so too, and why; here nothing that it remembers is in the way."""
    committed = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sorted((ROOT / "generated").rglob("*"))
        if path.is_file() and "cache" not in str(path)
    }
    first, *_ = outputs.values()
    assert [path for path in first if first[path] != committed.get(path)] == []
