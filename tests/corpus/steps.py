"""What is done with one document: generate, then judge the output file by file.

Everything runs in a forked process (see `forks`), so nothing is started that has to import the
generator, black or pytest first.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import importlib.metadata
import io
import json
import os
import pkgutil
import shutil
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import black
import pytest
from black.mode import TargetVersion
from black.report import NothingChanged
from tests.corpus import forks
from tests.corpus.documents import Document
from tests.corpus.result import Result

from clientsmith import cli, validate

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = ROOT / "templates" / "python" / "runtime"
SERVER = ROOT / "templates" / "python" / "tests" / "server.py"

BLACK = black.Mode(target_versions={TargetVersion.PY310})
"""As the generated pyproject.toml says."""

LIMIT = 900.0
"""Seconds for the imports or for the tests of one client."""
MOST = 10
"""Faults of a step that are kept."""


@dataclass(frozen=True)
class Place:
    """Where things are."""

    corpus: Path
    work: Path
    """Outputs and what is kept between runs."""
    validator: bool
    """Whether openapi-spec-validator is asked too."""

    def output(self, document: Document) -> Path:
        return self.work / "out" / document.package

    @property
    def clean(self) -> Path:
        """Hashes of the texts that black leaves alone, 16 bytes each."""
        return self.work / f"clean-{importlib.metadata.version('black')}"

    @property
    def compiled(self) -> Path:
        """The compiled modules of the runtime."""
        return self.work / f"runtime-{sys.implementation.cache_tag}"


def take(
    document: Document, place: Place, steps: list[str], key: str, earlier: Result | None
) -> forks.Answer:
    """All steps for one document; gives the fields of a Result."""
    start = time.process_time()
    result = _generate(document, place, key)
    result = replace(result, seconds={"generate": round(time.process_time() - start, 2)})
    if not result.output:
        return _answer(result)
    if earlier is not None and earlier.output == result.output and not result.faults:
        faults = {step: earlier.faults[step] for step in steps if step in earlier.faults}
        done = [step for step in steps if step in earlier.done]
        seconds = {**earlier.seconds, **result.seconds}
        result = replace(result, faults=faults, done=done, seconds=seconds)
    output = place.output(document)
    for step, judge in (("black", _black), ("import", _import), ("tests", _tests)):
        if step not in steps or step in result.done:
            continue
        answer = forks.run(lambda judge=judge: judge(output, document, place), LIMIT)  # type: ignore[misc]
        said = [answer["died"]] if "died" in answer else answer["faults"]
        if said:
            result.faults[step] = said[:MOST]
        result.done.append(step)
        result.seconds[step] = answer.get("cpu", LIMIT)
    return _answer(result)


def _answer(result: Result) -> forks.Answer:
    return {name: getattr(result, name) for name in result.__dataclass_fields__}


# --- generate ----------------------------------------------------------------------------------


def _generate(document: Document, place: Place, key: str) -> Result:
    """Generate as the command does; faults are those of the generator."""
    output = place.output(document)
    shutil.rmtree(output, ignore_errors=True)
    result = Result(document.path, document.label, key)
    if not place.validator:
        validate.validate = lambda *_, **__: None
    os.chdir(place.corpus)
    command = ["generate", "--spec", document.path, "--target", "python", "--full"]
    command += ["--output", str(output), "--package", document.package, "--format", "json"]
    if document.root:
        command += ["--ref-root", str(place.corpus / document.root)]
    os.environ["CLIENTSMITH_DEBUG"] = "1"  # what is not expected is raised
    try:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            cli.run(command)
        told = json.loads(said.getvalue())
    except Exception:
        return replace(result, faults={"generate": [traceback.format_exc()]})
    findings = told["diagnostics"]
    severities = Counter(one["severity"] for one in findings)
    faults: list[str] = []
    codes = Counter(one["code"] for one in findings)
    written = sorted(path for path in output.rglob("*") if path.is_file())
    errors = severities["error"]
    if errors:
        if written:
            faults.append(f"wrote {len(written)} files although it refused the document")
        for one in findings:
            if one["severity"] == "error" and not (one["file"] and one["line"] and one["column"]):
                faults.append(f"error without a place: {one['message']}")
    elif not written:
        faults.append("wrote nothing and said nothing")
    else:
        counts = json.loads((output / "coverage.json").read_text())["counts"]
        if dropped := counts.get("operation", {}).get("lost", 0):
            faults.append(f"{dropped} operations were dropped")
    own = [path for path in written if path.suffix == ".py" and path.parent.name != "_runtime"]
    if not errors:
        faults += _runtime_faults(output / document.package / "_runtime", output)
    return replace(
        result,
        output="" if errors or not written else _tree_hash(output, written),
        refused=bool(errors) and not faults,
        operations=told["operations"],
        lost=told["lost"],
        # The validator's opinions depend on its version and on a time limit.
        warnings=severities["warning"]
        - sum(codes[code] for code in codes if code.startswith("openapi/")),
        notes=severities["note"],
        codes=dict(sorted(codes.items())),
        files=len(own),
        lines=sum(path.read_bytes().count(b"\n") for path in own),
        faults={"generate": faults} if faults else {},
        done=["generate"],
    )


def _tree_hash(output: Path, written: list[Path]) -> str:
    """Of all files but those that are about how they were made."""
    found = hashlib.sha256()
    for path in written:
        if path.suffix != ".json":
            found.update(str(path.relative_to(output)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:24]


def _runtime_faults(runtime: Path, output: Path) -> Iterator[str]:
    """The runtime is checked where it lies, once for all clients, because theirs are the same."""
    want = {path.name: path.read_bytes() for path in RUNTIME.glob("*.py")}
    found = {path.name: path.read_bytes() for path in runtime.glob("*.py")}
    if found != want:
        yield "the runtime is not a copy"
    if any(it.read_bytes() != SERVER.read_bytes() for it in output.glob("tests/*/server.py")):
        yield "tests/server.py is not a copy"


# --- black -------------------------------------------------------------------------------------


def _black(output: Path, document: Document, place: Place) -> forks.Answer:
    """What black would change. A text that it left alone before, it leaves alone again."""
    known: set[bytes] = set()
    with contextlib.suppress(OSError):
        data = place.clean.read_bytes()
        known = {data[start : start + 16] for start in range(0, len(data) - 15, 16)}
    faults: list[str] = []
    clean = b""
    for path in sorted(output.rglob("*.py")):
        text = path.read_bytes()
        hashed = hashlib.sha256(text).digest()[:16]
        if hashed in known:
            continue
        known.add(hashed)
        try:
            done = black.format_file_contents(text.decode(), fast=True, mode=BLACK)
        except NothingChanged:
            clean += hashed
        except Exception as error:
            faults.append(f"{_shown(path, output, document)}: {error}")
        else:
            faults.append(f"{_shown(path, output, document)}: {_difference(text.decode(), done)}")
    # One write, so that those of other processes do not come between.
    with place.clean.open("ab", buffering=0) as file:
        file.write(clean)
    return {"faults": faults}


def _difference(text: str, done: str) -> str:
    """The first lines that differ."""
    import difflib

    lines = difflib.unified_diff(text.splitlines(), done.splitlines(), lineterm="", n=1)
    return "would change:\n" + "\n".join(list(lines)[2:12])


def _shown(path: Path, output: Path, document: Document) -> str:
    return path.relative_to(output).as_posix().replace(document.package, "PACKAGE")


# --- import ------------------------------------------------------------------------------------


def _import(output: Path, document: Document, place: Place) -> forks.Answer:
    """Import every module and touch every name in it; a warning is a fault."""
    _use_compiled_runtime(output / document.package, place)
    warnings.simplefilter("error")
    sys.path.insert(0, str(output))
    faults: list[str] = []
    _forget_tests()
    names = [document.package, "tests"]
    while names:
        name = names.pop()
        try:
            module = importlib.import_module(name)
            for attribute in dir(module):
                getattr(module, attribute)
        except Exception as error:
            faults.append(f"{name}: {type(error).__name__}: {error}".replace(document.package, "P"))
            continue
        paths = getattr(module, "__path__", None)
        names += [found.name for found in pkgutil.iter_modules(paths, f"{name}.")] if paths else []
    return {"faults": faults}


def compile_runtime(place: Place) -> None:
    """Compile the runtime once for all."""
    import py_compile

    shutil.rmtree(place.compiled, ignore_errors=True)
    place.compiled.mkdir(parents=True)
    for path in RUNTIME.glob("*.py"):
        target = place.compiled / f"{path.stem}.{sys.implementation.cache_tag}.pyc"
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(path), str(target), doraise=True, invalidation_mode=mode)


def _use_compiled_runtime(package: Path, place: Place) -> None:
    """The copies are byte for byte the same, so what they compile to is too."""
    cache = package / "_runtime" / "__pycache__"
    if not cache.exists():
        cache.symlink_to(place.compiled)


def _forget_tests() -> None:
    """This program is in a package `tests` as well."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    here = {"", str(ROOT), str(ROOT / "tests")}
    sys.path[:] = [path for path in sys.path if path not in here]


# --- tests -------------------------------------------------------------------------------------


_UNUSED = ("cacheprovider", "logging", "warnings", "unraisableexception", "threadexception")
"""Plugins of pytest that take a quarter of the time of such short tests."""


class _Reports:
    """A pytest plugin that collects what failed."""

    def __init__(self) -> None:
        self.failed: dict[str, str] = {}
        self.passed = 0
        self.skipped = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.passed += report.when == "call" and report.passed
        self.skipped += report.skipped
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            self.failed[report.nodeid] = crash.message if crash else report.longreprtext[-1000:]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed[report.nodeid] = report.longreprtext[-1000:]


def _tests(output: Path, document: Document, place: Place) -> forks.Answer:
    """The client's own tests. Assertions are rewritten only to tell more of a failure."""
    if not any(output.glob("tests/*/test_*.py")):
        return {"faults": []}  # there is no operation
    _use_compiled_runtime(output / document.package, place)
    answer = forks.run(lambda: _pytest(output, "--assert=plain"), LIMIT)
    failed = answer.get("failed", {})
    if failed:
        few = list(failed)[:MOST]
        again = forks.run(lambda: _pytest(output, "--assert=rewrite", *few), LIMIT)
        failed |= again.get("failed", {})
    faults = [f"{test}: {said}".replace(document.package, "P") for test, said in failed.items()]
    if "died" in answer:
        faults.append(answer["died"])
    elif not failed and not answer["passed"]:
        faults.append("no test passed")
    if answer.get("skipped"):
        faults.append(f"{answer['skipped']} tests were skipped")
    if len(faults) > MOST:
        faults[MOST - 1 :] = [f"{len(faults) - MOST + 1} further tests failed"]
    return {"faults": faults}


def _pytest(output: Path, *arguments: str) -> forks.Answer:
    _forget_tests()
    os.chdir(output)
    os.environ.pop("PYTEST_ADDOPTS", None)
    reports = _Reports()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    options = [option for name in _UNUSED for option in ("-p", f"no:{name}")]
    options += ["-q", "--capture=no", "--tb=short", *arguments]
    status = pytest.main(options, plugins=[reports])
    found: dict[str, Any] = {"failed": reports.failed, "passed": reports.passed}
    if status not in (0, 1) and not reports.failed:
        found["failed"] = {"pytest": f"ended with status {json.dumps(int(status))}"}
    return {**found, "skipped": reports.skipped}
