"""Generate a Go client from every valid document of a corpus and let Go's own tools judge them.

    python -m tests.go.corpus FOLDER [--sample] [--only TEXT] [--up-to BYTES] [--tests]

All clients are packages of one module that share one runtime, so that Go's build cache makes a
second run short. gofmt and go vet have to find nothing, staticcheck neither when it is installed,
and with --tests every client's own tests have to pass.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.corpus import forks, part
from tests.corpus.documents import Document
from tests.go.packages import ROOT, go_files, write_module
from tests.go.toolchain import LEAN, tool
from tests.support import from_file

LIMIT = 600.0
"""Seconds for the generation of one client."""
SHOWN = 40
"""Lines of a tool's findings that are shown."""


def main() -> int:
    parser = part.options(__doc__, ROOT / ".corpus" / "go")
    parser.add_argument("--tests", action="store_true", help="run the clients' own tests")
    given = parser.parse_args()
    chosen = part.chosen(given)
    module = given.work.resolve()
    write_module(module, ())
    refused = list(generated(chosen, given.corpus.resolve(), module))
    judged = [*refused, *findings(module, chosen, given.tests)]
    print("\n".join(judged) or f"{len(chosen)} clients: nothing found")
    return int(bool(judged))


def generated(chosen: list[Document], corpus: Path, module: Path) -> Iterator[str]:
    """Write the packages; what went wrong with which."""
    start = time.monotonic()
    folder = module / "packages"
    wanted = {package(one) for one in chosen}
    for old in folder.iterdir() if folder.is_dir() else ():
        if old.name not in wanted:
            shutil.rmtree(old)

    def works() -> Iterator[tuple[str, Callable[[], forks.Answer]]]:
        for one in chosen:
            yield one.path, lambda one=one: _generate(one, corpus, module)  # type: ignore[misc]

    cpu = 0.0
    for path, answer in forks.run_all(works(), 1, LIMIT):
        cpu += answer.get("cpu", 0.0)
        if said := answer.get("died") or answer["said"]:
            yield f"{path}: {said}"
    print(f"generated {len(chosen)} in {time.monotonic() - start:.0f} s, {cpu:.0f} s CPU")


def _generate(one: Document, corpus: Path, module: Path) -> forks.Answer:
    os.chdir(corpus)
    try:
        made = from_file(Path(one.path), root=Path(one.root) if one.root else None)
        if made.api is None:
            return {"said": f"refused: {made.errors[0].diagnostic.message}"}
        files = go_files(made.api, package(one))
    except Exception:
        return {"said": traceback.format_exc()}
    shutil.rmtree(module / "packages" / package(one), ignore_errors=True)
    write_module(module, [(package(one), files)], runtime=False)
    long = [it.path for it in files if it.text.count(b"\n") > 5000]
    return {"said": f"more than 5000 lines: {long}" if long else ""}


def package(one: Document) -> str:
    return one.package.replace("_", "")


def findings(module: Path, chosen: Iterable[Document], tests: bool) -> Iterator[str]:
    """What the tools find, under the documents' names."""
    names = {package(one): one.path for one in chosen}
    yield from _findings(names, module, "gofmt", "-l", ".")
    tested = {it for it in names if tests and [*module.glob(f"packages/{it}/*_test.go")]}
    plain = [f"./packages/{it}/..." for it in names if it not in tested]
    if plain:
        yield from _findings(names, module, "go", "vet", *plain)
    if shutil.which("staticcheck"):
        yield from _findings(names, module, "staticcheck", "./...")
    if tested:  # what is tested is vetted on the way
        packages = [f"./packages/{it}/..." for it in names if it in tested]
        yield from _findings(names, module, "go", "test", *LEAN, *packages)


def _findings(names: dict[str, str], module: Path, *command: str) -> Iterator[str]:
    start = os.times()
    program = tool(command[0]) if command[0] in ("go", "gofmt") else command[0]
    done = subprocess.run(
        (program, *command[1:]), cwd=module, capture_output=True, text=True, check=False
    )
    end = os.times()
    cpu = sum(end[2:4]) - sum(start[2:4])
    print(f"{' '.join(command[:2])}: {end[4] - start[4]:.0f} s, {cpu:.0f} s CPU", flush=True)
    passed = re.compile(r"^(ok  \t|\?   \t|\s*$)")
    lines = [it for it in (done.stdout + done.stderr).splitlines() if not passed.match(it)]
    seen: dict[str, None] = {}
    for name in re.findall(r"packages/([a-z0-9]+)", "\n".join(lines)):
        seen[names.get(name, name)] = None
    if done.returncode or lines:
        yield f"{' '.join(command[:2])}: exit code {done.returncode}, {len(seen)} clients"
        yield from (f"  {path}" for path in seen)
        yield from (f"    {line[:400]}" for line in lines[:SHOWN])


if __name__ == "__main__":
    sys.exit(main())
