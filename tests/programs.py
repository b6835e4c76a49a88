"""The programs of the reference, beside the packages that they use: each language's own compiler
or type checker looks at those of many APIs in one run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.go import toolchain as go_tools
from tests.go.packages import MODULE, go_files, write_module
from tests.support import ROOT, python_files, with_shared_runtime
from tests.typescript import toolchain

from clientsmith import ir, render
from clientsmith.reference.build import build
from clientsmith.reference.model import View
from clientsmith.targets import go, load_language, python, typescript
from clientsmith.targets.python.package import RUNTIME

Findings = dict[str, list[str]]
"""What is said about the programs of each API."""


@dataclass(frozen=True)
class Language:
    """How the programs of APIs are written and judged."""

    prepare: Callable[[Path], None]
    """A folder for those of many APIs."""
    write: Callable[[ir.Api, str, Path], int]
    """The package of an API and all programs with it; how many there are."""
    judge: Callable[[Path, Collection[str]], Findings]
    """What there is to say about those of some APIs."""


def programs(view: View) -> Iterator[str]:
    """Ours, not those of the document."""
    for page in view.pages.values():
        yield from (it.code for it in page.samples if not it.given)
    yield from view.guides.values()


# --- Python --------------------------------------------------------------------------------------


def _prepare_python(folder: Path) -> None:
    top = folder / "cases"
    shutil.copytree(ROOT / "templates" / RUNTIME, top / "_runtime", dirs_exist_ok=True)
    for name in ("__init__.py", "py.typed"):
        (top / name).write_text("")


def _write_python(api: ir.Api, name: str, folder: Path) -> int:
    for file in python_files(api, name):
        if file.path.endswith(".py") and file.path.startswith(f"{name}/"):
            place = folder / "cases" / file.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(with_shared_runtime(file.text.decode()), encoding="utf-8")
    view = build(api, [load_language("python")(python.lower(api, {"package": name}))]).views[-1]
    count = 0
    for count, code in enumerate(programs(view), 1):
        text = re.sub(rf"\b(from|import) {name}\b", rf"\1 cases.{name}", code)
        text = re.sub(rf"(?<![.\w]){name}\.", f"cases.{name}.", text)
        (folder / f"{name}__{count}.py").write_text(text + "\n", encoding="utf-8")
    return count


def mypy(folder: Path, files: Collection[str], path: Path, *options: str) -> str:
    """What mypy --strict says of some files; empty for nothing."""
    given = ("--strict", "--python-version", "3.11", "--config-file=", "--no-error-summary")
    listed = folder / "files"
    listed.write_text("\n".join(files))
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *given, *options, f"@{listed}"],
        cwd=folder,
        env={**os.environ, "MYPYPATH": str(path), "COVERAGE_PROCESS_START": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr if done.returncode else ""


def _judge_python(folder: Path, names: Collection[str]) -> Findings:
    files = [it.name for name in sorted(names) for it in sorted(folder.glob(f"{name}__*.py"))]
    said = mypy(folder, files, folder, "--follow-imports=silent", "--hide-error-context")
    return _owned(said, r"(\w+)__\d+\.py:.*: error: .*", "mypy")


# --- TypeScript ----------------------------------------------------------------------------------

_PROCESS = "declare const process: { env: Record<string, string | undefined> };\n"


def _prepare_typescript(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "templates/typescript/tests/node.d.ts", folder)
    (folder / "process.d.ts").write_text(_PROCESS)
    (folder / "package.json").write_text('{"type": "module"}')


def _write_typescript(api: ir.Api, name: str, folder: Path) -> int:
    package = typescript.lower(api, {"package": name})
    for file in render.render(typescript.plan(package)):
        if file.path.startswith("src/"):
            path = folder / name / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.text)
    view = build(api, [load_language("typescript")(package)]).views[-1]
    count = 0
    for count, code in enumerate(programs(view), 1):
        text = code.replace(f"from '{name}'", "from './src/index.js'")
        (folder / name / f"sample{count}.ts").write_text(text + "\n", encoding="utf-8")
    return count


def _judge_typescript(folder: Path, names: Collection[str]) -> Findings:
    options = (ROOT / "templates/typescript/tsconfig.json").read_text(encoding="utf-8")
    parts = ", ".join(f'"{name}/src", "{name}/*.ts"' for name in sorted(names))
    options = options.replace('"src", "tests"', f'"*.d.ts", {parts}')
    (folder / "tsconfig.json").write_text(options)
    return _owned(toolchain.tsc(folder, "--noEmit"), r"(\w+)/.*: error .*", "tsc")


# --- Go ------------------------------------------------------------------------------------------


def _prepare_go(folder: Path) -> None:
    write_module(folder, ())


def go_name(name: str) -> str:
    """What the package of an API is called in Go."""
    return name.replace("_", "")


def _write_go(api: ir.Api, name: str, folder: Path) -> int:
    package = go_name(name)
    write_module(folder, [(package, go_files(api, package))], runtime=False)
    options = {"package": package, "module": f"{MODULE}/packages/{package}"}
    view = build(api, [load_language("go")(go.lower(api, options))]).views[-1]
    count = 0
    for count, code in enumerate(programs(view), 1):
        place = folder / "samples" / package / f"sample{count}"
        place.mkdir(parents=True, exist_ok=True)
        (place / "main.go").write_text(code + "\n", encoding="utf-8")
    return count


def _judge_go(folder: Path, names: Collection[str]) -> Findings:
    packages = {go_name(name): name for name in names}
    places = [
        f"./samples/{it}/..." for it in sorted(packages) if (folder / "samples" / it).is_dir()
    ]
    said = go_tools.said(folder, "gofmt", "-l", "samples") + go_tools.said(
        folder, "go", "vet", *places
    )
    found = _owned(said, r".*\b(?:samples|packages)/(\w+)/.*", "go")
    return {packages.get(name, name): lines for name, lines in found.items()}


def _owned(said: str, pattern: str, tool: str) -> Findings:
    """Lines by the name in them that the pattern finds; all of it, if there is none."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in said.splitlines():
        match = re.fullmatch(pattern, line)
        if match:
            found[match[1]].append(line)
    if said.strip() and not found:
        found[tool].append(said[-3000:])
    return dict(found)


LANGUAGES: Mapping[str, Language] = {
    "python": Language(_prepare_python, _write_python, _judge_python),
    "typescript": Language(_prepare_typescript, _write_typescript, _judge_typescript),
    "go": Language(_prepare_go, _write_go, _judge_go),
}
