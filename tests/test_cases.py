"""One folder of `tests/cases` is one case: a small document and all that must become of it.

    spec.yaml                the document, at most 60 lines, about one feature
    clientsmith.yaml         only where the case is about the configuration
    expected/diagnostics.txt what is said about it, where anything is
    expected/ir.json         what it means
    expected/python/...      the modules that the feature shows in
    expected/go/...          files of a few cases
    expected/typescript/...  files that a line `# typescript: ...` of the document names

`pytest --update` (`make golden`) rewrites what is expected. Of the Python output everything is
checked by every tool, but only what the feature shows in is kept here: types, resources and pages;
a first line `# shows: ...` in the document names others, `# shows only: ...` patterns instead. A
case whose diagnostics hold an error has no output.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import black
import msgspec
import pytest
import yaml
from openapi_spec_validator import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)
from tests.go.packages import go_files
from tests.support import ROOT, Made, from_file, python_files, with_shared_runtime

from clientsmith import config as configuration
from clientsmith import ir, paths
from clientsmith.render import File, render
from clientsmith.targets import typescript
from clientsmith.targets.python.package import RUNTIME

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.parent.name for path in CASES.glob("*/spec.yaml"))
SHOWN = ("types/*.py", "types/*/*.py", "resources/*.py", "resources/*/*.py", "pagination/*.py")
GO_SHOWN = {"deprecated": ("jobs.go",), "required-nullable": ("models.go", "things.go")}
"""The files of the Go package that a case keeps."""
WIDTH = 150
"""Columns of `ir.json`: a property or a parameter mostly fits on a line."""


@dataclass(frozen=True)
class Case:
    """What the generator makes of a case."""

    name: str
    made: Made
    files: list[File]

    @property
    def package(self) -> str:
        return package_of(self.name)

    @property
    def api(self) -> ir.Api:
        assert self.made.api is not None
        return self.made.api


def package_of(name: str) -> str:
    return f"case_{name.replace('-', '_')}"


@cache
def case(name: str) -> Case:
    folder = CASES / name
    config = None
    if (folder / configuration.NAME).is_file():
        (config,) = configuration.load(folder / configuration.NAME).apis
    made = from_file(folder / "spec.yaml", config, name=name)
    files = python_files(made.api, package_of(name)) if made.api is not None else []
    return Case(name, made, files)


def shown(one: Case) -> dict[str, str]:
    """The Python files that a case keeps, by their path within the package's folder."""
    first = (CASES / one.name / "spec.yaml").read_text(encoding="utf-8").partition("\n")[0]
    also = first.removeprefix("# shows:").split() if first.startswith("# shows:") else []
    only = first.removeprefix("# shows only:").split() if first.startswith("# shows only:") else []
    found: dict[str, str] = {}
    for file in one.files:
        path = file.path.removeprefix(f"{one.package}/")
        usual = any(map(PurePosixPath(path).match, only or SHOWN)) and not path.endswith(
            "/__init__.py"
        )
        if path in also or (usual and file.path != path):
            found[path] = file.text.decode()
    return found


def expected_of(one: Case) -> dict[str, str]:
    """Path below `expected/` -> text."""
    found: dict[str, str] = {}
    said = one.made.text()
    if said:
        found["diagnostics.txt"] = said if said.endswith("\n") else f"{said}\n"
    if one.made.api is not None:
        tree = json.loads(msgspec.json.encode(one.made.api), object_hook=without_empty_docs)
        found["ir.json"] = laid_out(tree) + "\n"
    found.update({f"python/{path}": text for path, text in shown(one).items()})
    if one.name in GO_SHOWN:
        files = go_files(one.api, package_of(one.name).replace("_", ""))
        found.update(
            {f"go/{it.path}": it.text.decode() for it in files if it.path in GO_SHOWN[one.name]}
        )
    found.update({f"typescript/{path}": text for path, text in _typescript(one).items()})
    return found


def _typescript(one: Case) -> dict[str, str]:
    """The TypeScript files that a case keeps."""
    text = (CASES / one.name / "spec.yaml").read_text(encoding="utf-8")
    named = re.search(r"^# typescript: (.*)", text, re.MULTILINE)
    if named is None:
        return {}
    plan = typescript.plan(typescript.lower(one.api, {}))
    entries = [it for it in plan if it.path in named[1].split()]
    return {file.path: file.text.decode() for file in render(entries)}


def without_empty_docs(value: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in value.items() if key != "docs" or item}


def laid_out(value: Any, indent: int = 0) -> str:
    """JSON in which whatever fits on a line stands on one, its neighbours beside it."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= WIDTH or not isinstance(value, dict | list) or not value:
        return line
    if isinstance(value, dict):
        items = [
            f"{json.dumps(key, ensure_ascii=False)}: {laid_out(item, indent + 1)}"
            for key, item in value.items()
        ]
    else:
        items = [laid_out(item, indent + 1) for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    lines: list[str] = []
    for item in items:
        if lines and "\n" not in lines[-1] + item and indent + len(lines[-1] + item) < WIDTH:
            lines[-1] += f", {item}"
        else:
            lines.append(item)
    margin = "\n" + " " * (indent + 1)
    return f"{opening}{margin}{f',{margin}'.join(lines)}\n{' ' * indent}{closing}"


def kept(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- each case ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    want = expected_of(case(name))
    folder = CASES / name / "expected"
    if request.config.getoption("--update"):
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in want.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
    found = kept(folder)
    assert sorted(found) == sorted(want)
    for path, text in want.items():
        assert found[path] == text, path


@pytest.mark.parametrize("name", NAMES)
def test_a_case_with_an_error_has_no_output(name: str) -> None:
    one = case(name)
    assert bool(one.files) == (not one.made.errors)
    assert name.startswith("fault-") == bool(one.made.errors)
    assert all(error.diagnostic.line for error in one.made.errors)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_small(name: str) -> None:
    lines = (CASES / name / "spec.yaml").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60


def test_the_expected_files_are_few_enough_to_read() -> None:
    total = sum(
        text.count("\n") for name in NAMES for text in kept(CASES / name / "expected").values()
    )
    assert total < 15_000
    assert not [path for path in CASES.iterdir() if path.name not in NAMES]


# Documents that the validator refuses although the generator does something sensible.
NOT_VALID = {"names-unicode": "letters beyond ASCII in names of components"}
VALIDATORS = {
    "2.0": OpenAPIV2SpecValidator,
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}


@pytest.mark.parametrize("name", [it for it in NAMES if not it.startswith("fault-")])
def test_the_documents_are_valid(name: str) -> None:
    tree = yaml.safe_load((CASES / name / "spec.yaml").read_text(encoding="utf-8"))
    validator = VALIDATORS[(tree.get("openapi") or tree.get("swagger"))[:3]]
    base = (CASES / name / "spec.yaml").as_uri()
    faults = [error.message for error in validator(tree, base_uri=base).iter_errors()]
    assert bool(faults) == (name in NOT_VALID), faults


# --- all of them together ----------------------------------------------------------------------


def good() -> Iterator[Case]:
    return (one for one in map(case, NAMES) if one.made.api is not None)


def python_sources(one: Case) -> Iterator[File]:
    return (file for file in one.files if file.path.endswith(".py"))


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package `cases` with all generated packages in it, which share one runtime."""
    root = tmp_path_factory.mktemp("together")
    top = root / "cases"
    shutil.copytree(ROOT / "templates" / RUNTIME, top / "_runtime", ignore=_no_caches)
    (top / "__init__.py").write_text("")
    (top / "py.typed").write_text("")
    for one in good():
        for file in python_sources(one):
            if file.path.startswith(f"{one.package}/"):
                place = top / file.path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(with_shared_runtime(file.text.decode()), encoding="utf-8")
    (root / "pyrightconfig.json").write_text(
        json.dumps(
            {
                "include": ["cases"],
                "ignore": ["cases/_runtime"],
                "typeCheckingMode": "strict",
                "pythonVersion": "3.10",
            }
        )
    )
    return root


def _no_caches(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name in ("__pycache__", ".mypy_cache", ".ruff_cache")]


def run(*command: str, cwd: Path) -> None:
    """Run a tool of this environment; what it says is the failure when it is not content."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COVERAGE_PROCESS_START": "", "NO_COLOR": "1"},
    )
    if done.returncode:
        pytest.fail(f"{done.stdout}\n{done.stderr}", pytrace=False)


def test_the_paths_are_ones_that_every_system_can_hold() -> None:
    for one in good():
        paths.verify(file.path for file in one.files)


def test_black_has_nothing_to_do() -> None:
    for one in good():
        for file in python_sources(one):
            text = file.text.decode()
            if text.strip():
                assert black.format_str(text, mode=black.Mode()) == text, f"{one.name}: {file.path}"


def test_ruff_is_content(tmp_path: Path) -> None:
    for one in good():
        for file in python_sources(one):
            place = tmp_path / one.name / file.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.text)
        # A configuration and the whole package make it the first party in its own imports.
        (tmp_path / one.name / one.package / "_runtime").symlink_to(ROOT / "templates" / RUNTIME)
        select = '["E4", "E7", "E9", "F", "I", "B", "UP006", "UP007", "UP045"]'
        (tmp_path / one.name / "ruff.toml").write_text(f"lint.select = {select}\n")
    run("-m", "ruff", "check", "--no-cache", "-q", "--output-format=concise", ".", cwd=tmp_path)


def test_mypy_is_content(together: Path) -> None:
    run(
        *("-m", "mypy", "--strict", "--python-version", "3.10", "--config-file="),
        *("--no-incremental", "--no-error-summary", "-p", "cases"),
        cwd=together,
    )


def test_pyright_is_content(together: Path) -> None:
    run("-m", "pyright", "--pythonpath", sys.executable, cwd=together)


_IMPORT = """
import compileall, importlib, pkgutil, sys
assert compileall.compile_dir("cases", quiet=1)
package = importlib.import_module("cases")
for found in pkgutil.walk_packages(package.__path__, "cases."):
    if not found.name.startswith("cases._runtime"):
        module = importlib.import_module(found.name)
        for name in dir(module):
            getattr(module, name)
"""


def test_every_module_imports(together: Path) -> None:
    run("-W", "error", "-c", _IMPORT, cwd=together)


def test_the_generated_tests_pass(tmp_path: Path) -> None:
    """Each with its package; the packages side by side, so that one process can run them all."""
    for one in good():
        for file in python_files(one.api, one.package, copies=True):
            _, _, rest = file.path.partition("/")
            if not rest or rest.startswith("_runtime/"):
                continue
            place = tmp_path / file.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.text)
        (tmp_path / one.package / "_runtime").symlink_to(ROOT / "templates" / RUNTIME)
    (tmp_path / "pytest.ini").write_text("[pytest]\npython_files = test_*.py\n")
    # Many of them wait for timeouts and retries: more processes than processors.
    options = ("-p", "no:cacheprovider", "--no-header", "--tb=short", "-n", "6")
    run("-m", "pytest", "-q", *options, cwd=tmp_path)
