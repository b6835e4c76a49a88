"""Failures, progress, and the program as a process in other surroundings."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.cli.changes import (
    hand_edit,
)
from tests.unit.cli.project import ROOT, edit, process

from clientsmith import cli, progress
from clientsmith.commands import stages


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
