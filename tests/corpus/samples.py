"""The calls that the reference of each document of a corpus shows, judged by each language's tool.

    python -m tests.corpus.samples FOLDER [--language NAME] [--sample] [--only TEXT] [--up-to BYTES]

Each document labelled `valid` or `disputed:accept` has to give programs in Python, TypeScript and
Go that mypy --strict, tsc, gofmt and go vet find nothing in: of every operation the call with what
it must have and the one with everything. Many documents are judged in one run of a tool.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.corpus import forks, part
from tests.corpus.documents import Document
from tests.programs import LANGUAGES, Findings
from tests.support import ROOT, from_file

LIMIT = 600.0
"""Seconds for one document."""
BATCH = 1_500_000
"""Bytes of documents that are judged together."""
SHOWN = 5
"""Findings about one document that are shown."""


def main() -> int:
    parser = part.options(__doc__, ROOT / ".corpus" / "samples")
    parser.add_argument("--language", action="append", choices=[*LANGUAGES])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    corpus = given.corpus.resolve()
    chosen = part.chosen(given)
    rows: list[str] = []
    for language in given.language or LANGUAGES:
        faulty = count = 0
        for batch in part.batches(chosen, BATCH):
            start = time.monotonic()
            findings, written = judged(language, batch, corpus, given.work.resolve(), given.jobs)
            for path, said in sorted(findings.items()):
                print(f"{path}: {len(said)}")
                print("".join(f"    {it[:400]}\n" for it in said[:SHOWN]), end="")
            faulty += len(findings)
            count += written
            spent = time.monotonic() - start
            print(
                f"{language}: {len(batch)} documents, {written} programs, {spent:.0f} s", flush=True
            )
        rows.append(
            f"{language}: {len(chosen) - faulty} of {len(chosen)} documents clean, {count} programs"
        )
    print("\n".join(rows))
    return int(any(f"{len(chosen)} of {len(chosen)} " not in row for row in rows))


def judged(
    language: str, batch: Iterable[Document], corpus: Path, work: Path, jobs: int
) -> tuple[Findings, int]:
    """Path -> what is wrong with the programs of that document; and how many programs there are."""
    paths = {one.package: one.path for one in batch}
    tools = LANGUAGES[language]
    folder = work / language
    shutil.rmtree(folder, ignore_errors=True)
    tools.prepare(folder)

    def works() -> Iterator[tuple[str, Callable[[], forks.Answer]]]:
        for one in batch:
            yield one.package, lambda one=one: _written(language, one, corpus, folder)  # type: ignore[misc]

    found: Findings = {}
    count = 0
    for package, answer in forks.run_all(works(), jobs, LIMIT):
        count += answer.get("count", 0)
        if said := answer.get("died") or answer["said"]:
            found[paths.pop(package)] = [said]
    for package, lines in tools.judge(folder, list(paths)).items():
        found[paths.get(package, package)] = lines
    return found, count


def _written(language: str, one: Document, corpus: Path, folder: Path) -> forks.Answer:
    os.chdir(corpus)
    try:
        made = from_file(Path(one.path), root=Path(one.root) if one.root else None)
        if made.api is None:
            return {"said": f"refused: {made.errors[0].diagnostic.message}"}
        return {"said": "", "count": LANGUAGES[language].write(made.api, one.package, folder)}
    except Exception:
        return {"said": traceback.format_exc()[-600:]}


if __name__ == "__main__":
    sys.exit(main())
