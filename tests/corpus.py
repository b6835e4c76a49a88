"""Generate a client from every document of a corpus and see what it is worth.

    python tests/corpus.py FOLDER [--sample] [--invalid] [--jobs N] [--mypy] [--fresh] [--only TEXT]

FOLDER holds `documents/` and `invalid/`, each with a `manifest.tsv` (columns path, bytes, valid and
others). A document labelled `valid` or `disputed:accept` has to give a client that black leaves
alone, that compiles and whose every module imports; any other may be refused instead, by an error
with a place. With --invalid it is the refusal that is expected.

Results are kept in `.corpus/` and are used again while neither the generator nor the document has
changed.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / ".corpus"
RESULTS = WORK / "results.jsonl"

SAMPLE_BYTES = 60_000
SAMPLE_EVERY = 6
TIMEOUT = 600
"""Seconds for one step of one document."""

MUST_GENERATE = {"valid", "disputed:accept"}
LOCATED = re.compile(r"^\S.*?:\d+:\d+: error: .+\[[\w/-]+\]", re.MULTILINE)
SEVERITY = re.compile(r":\d+:\d+: (error|warning|note): .*\[([\w/-]+)\]$", re.MULTILINE)

IMPORT_ALL = """
import importlib, pkgutil, sys
name = sys.argv[1]
package = importlib.import_module(name)
for module in pkgutil.walk_packages(package.__path__, name + "."):
    importlib.import_module(module.name)
"""


@dataclass(frozen=True)
class Document:
    """One row of a manifest."""

    folder: str
    path: str
    label: str
    size: int

    @property
    def package(self) -> str:
        """A package name of its own, so that one mypy run can take all clients."""
        stem = (
            re.sub(r"\W+", "_", self.path.rpartition("/")[2].partition(".")[0]).strip("_").lower()
        )
        return f"c{hashlib.sha256(self.path.encode()).hexdigest()[:8]}_{stem}"


@dataclass(frozen=True)
class Result:
    """What came of one document. `outcome` is ok, refused, or the name of the step that failed."""

    path: str
    label: str
    key: str
    outcome: str
    seconds: float
    files: int
    diagnostics: dict[str, int]
    detail: str = ""

    @property
    def fine(self) -> bool:
        if self.outcome == "ok":
            return self.label != "no"
        return self.outcome == "refused" and self.label not in MUST_GENERATE


def documents(corpus: Path, folder: str) -> Iterator[Document]:
    with (corpus / folder / "manifest.tsv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Document(folder, row["path"], row["valid"], int(row["bytes"]))


def sampled(all_: Iterable[Document]) -> list[Document]:
    """Always the same ones: every SAMPLE_EVERY-th of those that are quick to do."""
    small = [document for document in all_ if document.size <= SAMPLE_BYTES]
    return sorted(small, key=lambda document: document.path)[::SAMPLE_EVERY]


def digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(path.read_bytes())
    return found.hexdigest()


def generator_digest() -> str:
    """Changes with everything that decides what is generated."""
    sources = [*(ROOT / "generator").rglob("*.py"), *(ROOT / "templates").rglob("*")]
    return digest(path for path in sources if path.is_file() and "__pycache__" not in path.parts)


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "CLIENTSMITH_DEBUG": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def steps(document: Document, source: Path, output: Path) -> tuple[str, str, dict[str, int]]:
    """Outcome, what the failing step said, and the number of diagnostics by severity."""
    done = run(
        *("-m", "clientsmith", "generate", "--spec", str(source), "--target", "python"),
        *("--output", str(output), "--package", document.package),
    )
    said = done.stdout + done.stderr
    diagnostics = dict(Counter(severity for severity, _ in SEVERITY.findall(said)))
    if "Traceback (most recent call last)" in said or done.returncode not in (0, 1):
        return "crash", said, diagnostics
    if done.returncode == 1:
        if output.exists() and any(output.iterdir()):
            return "wrote though refused", said, diagnostics
        return ("refused" if LOCATED.search(said) else "refused without place"), said, diagnostics
    # Named one by one and with the package's own settings: black would skip what git ignores.
    sources = [str(path.relative_to(output)) for path in sorted(output.rglob("*.py"))]
    black = ("-m", "black", "--check", "--workers", "1", "--config", "pyproject.toml")
    for outcome, arguments in (
        ("black", (*black, *sources)),
        ("compile", ("-W", "error", "-m", "compileall", "-q", ".")),
        ("import", ("-c", IMPORT_ALL, document.package)),
    ):
        done = run(*arguments, cwd=output)
        if done.returncode != 0:
            return outcome, done.stdout + done.stderr, diagnostics
    return "ok", "", diagnostics


def measure(document: Document, corpus: Path, generator: str) -> Result:
    source = corpus / document.folder / document.path
    output = WORK / "out" / document.package
    shutil.rmtree(output, ignore_errors=True)
    start = time.monotonic()
    try:
        outcome, said, diagnostics = steps(document, source, output)
    except subprocess.TimeoutExpired as error:
        outcome, said, diagnostics = "timeout", str(error), {}
    return Result(
        path=f"{document.folder}/{document.path}",
        label=document.label,
        key=key_of(document, corpus, generator),
        outcome=outcome,
        seconds=round(time.monotonic() - start, 2),
        files=sum(path.is_file() for path in output.rglob("*.py")),
        diagnostics=diagnostics,
        detail=said[-2000:],
    )


def key_of(document: Document, corpus: Path, generator: str) -> str:
    return generator[:16] + digest([corpus / document.folder / document.path])[:16]


def remembered() -> dict[str, Result]:
    """Earlier results by path; the last one of a path counts."""
    if not RESULTS.exists():
        return {}
    lines = RESULTS.read_text(encoding="utf-8").splitlines()
    return {result.path: result for result in (Result(**json.loads(line)) for line in lines)}


def measured(chosen: list[Document], corpus: Path, jobs: int, fresh: bool) -> list[Result]:
    generator = generator_digest()
    known = {} if fresh else remembered()
    results, todo = [], []
    for document in chosen:
        earlier = known.get(f"{document.folder}/{document.path}")
        if earlier is not None and earlier.key == key_of(document, corpus, generator):
            results.append(earlier)
        else:
            todo.append(document)
    if results:
        print(f"{len(results)} results are still current")
    WORK.mkdir(exist_ok=True)
    with (
        RESULTS.open("a", encoding="utf-8") as log,
        concurrent.futures.ThreadPoolExecutor(jobs) as pool,
    ):
        futures = [pool.submit(measure, document, corpus, generator) for document in todo]
        for number, future in enumerate(concurrent.futures.as_completed(futures), 1):
            result = future.result()
            log.write(json.dumps(asdict(result)) + "\n")
            log.flush()
            results.append(result)
            if not result.fine or number % 25 == 0:
                print(f"{number}/{len(todo)} {result.outcome}: {result.path}", flush=True)
    return results


def report(results: list[Result]) -> None:
    labels = sorted({result.label for result in results})
    outcomes = Counter(result.outcome for result in results)
    width = max(len(label) for label in labels)
    print(f"\n{'outcome':<24}" + "".join(f"{label:>{width + 2}}" for label in labels))
    counts = Counter((result.outcome, result.label) for result in results)
    for outcome, _ in outcomes.most_common():
        cells = "".join(f"{counts[outcome, label]:>{width + 2}}" for label in labels)
        print(f"{outcome:<24}{cells}")
    diagnostics: Counter[str] = Counter()
    for result in results:
        diagnostics.update(result.diagnostics)
    told = ", ".join(f"{count} {severity}s" for severity, count in diagnostics.most_common())
    files, seconds = sum(r.files for r in results), sum(r.seconds for r in results)
    print(f"{len(results)} documents, {files} Python files, {seconds:.0f} s; {told or 'silent'}")
    for result in results:
        if not result.fine:
            last = result.detail.strip().splitlines()[-1:] or [""]
            print(f"  {result.outcome}: {result.path} ({result.label}): {last[0][:160]}")


def mypy(results: list[Result], chosen: list[Document]) -> bool:
    """One strict run over all clients that were generated; whether it found nothing."""
    fine = {result.path for result in results if result.outcome == "ok"}
    packages = [d.package for d in chosen if f"{d.folder}/{d.path}" in fine]
    if not packages:
        return True
    found = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--config-file", ""),
            *(argument for package in packages for argument in ("-p", package)),
        ],
        env={**os.environ, "MYPYPATH": ":".join(str(WORK / "out" / name) for name in packages)},
        cwd=WORK,
        check=False,
    )
    clean = found.returncode == 0
    print(f"mypy --strict over {len(packages)} clients: {'clean' if clean else 'not clean'}")
    return clean


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", action="store_true", help="a fixed small part")
    parser.add_argument("--invalid", action="store_true", help="the documents to be refused")
    parser.add_argument("--only", default="", metavar="TEXT", help="paths that contain TEXT")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--mypy", action="store_true", help="then one strict run over all clients")
    parser.add_argument("--fresh", action="store_true", help="forget earlier results")
    arguments = parser.parse_args()
    corpus = arguments.corpus.resolve()
    if not corpus.is_dir():
        parser.error(f"there is no folder {arguments.corpus}")

    folder = "invalid" if arguments.invalid else "documents"
    chosen = [d for d in documents(corpus, folder) if arguments.only in d.path]
    if arguments.sample:
        chosen = sampled(chosen)
    results = measured(chosen, corpus, arguments.jobs, arguments.fresh)
    if not results:
        parser.error("no document was chosen")
    report(results)
    good = all(result.fine for result in results)
    if arguments.mypy:
        good &= mypy(results, chosen)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
