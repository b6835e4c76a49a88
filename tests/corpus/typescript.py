"""Generate a TypeScript client from every document of a corpus, compile them, run their tests.

    python -m tests.corpus.typescript FOLDER [--sample] [--only TEXT] [--above BYTES] [--up-to B]

Each document labelled `valid` or `disputed:accept`, or without a label, has to give a client that
the compiler finds nothing in, strict as its own settings are, and whose tests pass. Many are
compiled in one run.
Nothing is expected that is written down: whatever is said, is a fault.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import sys
import time
import traceback
from pathlib import Path

from tests.corpus import forks, part
from tests.corpus.documents import MUST_GENERATE, NO_LABEL, Document
from tests.typescript import toolchain

from clientsmith import cli, validate

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 900.0
"""Seconds for one document."""
BATCH = 3_000_000
"""Bytes of documents that are compiled together."""
OWN_FOLDER = 4
"""Folders down from the corpus: `documents/features/peer/document`."""
ERROR = re.compile(r"^([^\s/(]+)/(.*)", re.MULTILINE)
SHOWN = 5
"""Faults of one client that are shown."""


def main() -> int:
    parser = part.options(__doc__, ROOT / ".corpus" / "typescript")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    corpus = given.corpus.resolve()
    chosen = part.chosen(given, (*MUST_GENERATE, NO_LABEL))
    work = given.work.resolve()
    shutil.rmtree(work, ignore_errors=True)
    faulty = 0
    for batch in part.batches(chosen, BATCH):
        start = time.monotonic()
        faults = judged(batch, corpus, work, given.jobs)
        for path, said in sorted(faults.items()):
            faulty += 1
            print(f"{path}: {len(said)}")
            print("".join(f"    {it}\n" for it in said[:SHOWN]), end="")
        print(f"{len(batch)} clients, {time.monotonic() - start:.0f} s", flush=True)
    print(f"{len(chosen) - faulty} of {len(chosen)} are clean")
    return int(bool(faulty))


def judged(batch: list[Document], corpus: Path, work: Path, jobs: int) -> dict[str, list[str]]:
    """Path -> what is wrong with the client of that document."""
    faults: dict[str, list[str]] = {}
    paths = {one.package: one.path for one in batch}
    works = [
        (one.package, lambda one=one: generated(one, corpus, work / one.package)) for one in batch
    ]
    toolchain.script("typescript", "bin/tsc")
    for package, answer in forks.run_all(works, jobs, LIMIT):
        said = answer.get("faults") or ([answer["died"]] if "died" in answer else [])
        if said:
            faults[paths[package]] = said
            shutil.rmtree(work / package, ignore_errors=True)
    settings = json.loads((ROOT / "templates/typescript/tsconfig.json").read_text())
    settings["include"] = ["node.d.ts", *(f"{it}/{part}" for it in paths for part in PARTS)]
    (work / "tsconfig.json").write_text(json.dumps(settings))
    (work / "package.json").write_text('{"type": "module"}')
    shutil.copy(ROOT / "templates/typescript/tests/node.d.ts", work)
    shutil.rmtree(work / "build", ignore_errors=True)
    for said in toolchain.tsc(work).splitlines():
        found = ERROR.match(said)
        if found:
            faults.setdefault(paths.get(found[1], found[1]), []).append(found[2])
        elif not said.startswith(("exit code", " ")):
            faults.setdefault("the compiler", []).append(said)
    tests = [
        (it, lambda it=it: tested(work / "build" / it)) for it in paths if paths[it] not in faults
    ]
    for package, answer in forks.run_all(tests, jobs, LIMIT):
        said = answer.get("faults") or ([answer["died"]] if "died" in answer else [])
        if said:
            faults[paths[package]] = said
    return faults


PARTS = ("src/**/*.ts", "tests/**/*.test.ts", "tests/client.ts", "tests/server.ts")


def generated(document: Document, corpus: Path, output: Path) -> forks.Answer:
    """Generate one client as the command does."""
    validate.validate = lambda *_, **__: None
    os.chdir(corpus)
    command = ["generate", "--spec", document.path, "--target", "typescript", "--full"]
    command += ["--output", str(output), "--package", document.package, "--format", "json"]
    folders = document.path.split("/")
    if len(folders) > OWN_FOLDER + 1:
        command += ["--ref-root", str(corpus.joinpath(*folders[:OWN_FOLDER]))]
    os.environ["CLIENTSMITH_DEBUG"] = "1"  # what is not expected is raised
    try:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            cli.run(command)
        told = json.loads(said.getvalue())
    except Exception:
        return {"faults": [traceback.format_exc()[-600:]]}
    errors = [it["message"] for it in told["diagnostics"] if it["severity"] == "error"]
    return {"faults": errors}


def tested(package: Path) -> forks.Answer:
    """Run the tests of one client, all in one process."""
    files = sorted((package / "tests").glob("*.test.js"))
    if not files:
        return {"faults": []}
    starter = package / "all.mjs"
    starter.write_text("".join(f"await import({file.as_uri()!r});\n" for file in files))
    output = toolchain.run([toolchain.node(), str(starter)], package)
    if not output.startswith("exit code"):
        return {"faults": []}
    _, mark, rest = output.partition("failing tests:")
    failing = [it for it in (rest if mark else output).splitlines() if it.strip()]
    return {"faults": failing[:60]}


if __name__ == "__main__":
    sys.exit(main())
