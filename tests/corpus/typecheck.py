"""One run of mypy --strict over all clients and their tests.

The clients become parts of one package that share one runtime: each has a byte-for-byte copy of it
(the first step makes sure), so mypy has to see it only once. Relative imports of the runtime then
lead one folder further up, and the tests import their client from the package.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tests.corpus.documents import Document
from tests.corpus.steps import RUNTIME, SERVER, Place
from tests.support import with_shared_runtime

TOP = "clients"
ERROR = re.compile(r"^([^:\n]+\.py):(\d+): error: (.*)$", re.MULTILINE)
MOST = 10
"""Errors of one client that are kept."""


def check(documents: Iterable[Document], place: Place, workers: int) -> dict[str, list[str]]:
    """Path of a document -> the errors in its client."""
    root = place.work / "types"
    top = root / TOP
    owners: dict[str, str] = {}
    _sync(top / "_runtime", {path.name: path.read_text() for path in RUNTIME.glob("*.py")})
    _sync(top / "_tests", {"__init__.py": "", "server.py": SERVER.read_text()})
    for name in ("__init__.py", "py.typed"):
        (top / name).write_text("")
    for document in documents:
        owners[document.package] = owners[f"{document.package}_tests"] = document.path
        output = place.output(document)
        _sync(top / document.package, _client(output / document.package))
        _sync(top / f"{document.package}_tests", _tests(output, document.package))
    if not owners:
        return {}
    listed = root / "packages"
    listed.write_text("\n".join(f"--package\n{TOP}.{name}" for name in owners))
    options = ("--config-file=", "--no-error-summary", "--hide-error-context", "--no-color-output")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--python-version", "3.10", *options),
            *(("-n", str(workers)) if workers > 1 else ()),
            *("--cache-dir", str(place.work / "mypy"), f"@{listed}"),
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MYPYPATH": str(root)},
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, line, message in ERROR.findall(done.stdout):
        package = Path(path).parts[1]
        shown = path.replace(f"{TOP}/", "").replace(package, "P")
        found[owners.get(package, "the runtime")].append(f"{shown}:{line}: {message}")
    if done.returncode not in (0, 1) or (done.returncode == 1 and not found):
        found["mypy"] = [(done.stdout + done.stderr)[-2000:]]
    for errors in found.values():
        if len(errors) > MOST:
            errors[MOST - 1 :] = [f"{len(errors) - MOST + 1} further errors"]
    return dict(found)


def _client(package: Path) -> dict[str, str]:
    return {
        path.relative_to(package).as_posix(): with_shared_runtime(path.read_text(encoding="utf-8"))
        for path in package.rglob("*.py")
        if path.parent.name != "_runtime"
    }


def _tests(output: Path, package: str) -> dict[str, str]:
    found: dict[str, str] = {}
    own = re.compile(rf"^(\s*(?:from|import) )(?={package}\b)", re.MULTILINE)
    for path in output.glob("tests/*/*.py"):
        if path.name != "server.py":
            text = own.sub(rf"\1{TOP}.", path.read_text(encoding="utf-8"))
            text = text.replace(f"{TOP}.{package}._runtime", f"{TOP}._runtime")
            found[path.name] = text.replace(
                "from .server import", f"from {TOP}._tests.server import"
            )
    return found


def _sync(folder: Path, want: dict[str, str]) -> None:
    """Make the folder hold these files; one that is right stays as it is, for mypy's cache."""
    for path in [*folder.rglob("*.py")] if folder.is_dir() else []:
        if path.relative_to(folder).as_posix() not in want:
            path.unlink()
    for name, text in want.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    shutil.rmtree(folder / "__pycache__", ignore_errors=True)
