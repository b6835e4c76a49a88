"""Generate a client from every document of a corpus and see what it is worth.

    python -m tests.corpus FOLDER [--sample] [--only TEXT] [--steps LIST] [--update] [--fresh]

Each document labelled `valid` or `disputed:accept` has to give a client with all its operations,
that black leaves alone, whose every module imports, that mypy --strict (one run for all) finds
nothing in and whose own tests pass. One labelled `no` has to be refused by an error with a place,
with nothing written; any other may be either. What became of each is compared with
`expected.tsv`, which --update rewrites.

Results are kept in `.corpus/` (--work). A document is not done again while neither the generator
nor the document changes; its output is not judged again while it stays the same.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import pkgutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.corpus import expected, forks, report, steps, typecheck
from tests.corpus.documents import Document, documents, sample
from tests.corpus.result import STEPS, Memory, Result, digest, generator_digest, tools

import clientsmith

WORK = steps.ROOT / ".corpus"
LIMIT = 2400.0
"""Seconds for all steps of one document but mypy."""
EVERY = 15.0
"""Seconds between two lines of progress."""

PRELOADED = ("aiohttp", "asyncio", "httpx", "http.server", "msgspec", "urllib3", "uuid", "decimal")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make corpus", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", action="store_true", help="a fixed small part")
    parser.add_argument("--only", default="", metavar="TEXT", help="paths that contain TEXT")
    parser.add_argument("--up-to", type=int, default=1 << 40, metavar="BYTES", help="of a document")
    parser.add_argument("--jobs", type=int, default=3 * (os.cpu_count() or 1))
    parser.add_argument("--steps", default=",".join(STEPS), help="default: %(default)s")
    parser.add_argument("--validator", action="store_true", help="ask openapi-spec-validator too")
    parser.add_argument("--fresh", action="store_true", help="forget earlier results")
    parser.add_argument("--update", action="store_true", help="expect what is found")
    parser.add_argument("--work", type=Path, default=WORK, help=f"default: {WORK.name}")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    corpus = given.corpus.resolve()
    taken = [step for step in STEPS if step in given.steps.split(",")]
    every = documents(corpus, expected.labels())
    chosen = [
        one
        for one in (sample(every) if given.sample else every)
        if given.only in one.path and one.size <= given.up_to
    ]
    if not chosen:
        print(f"no document of {given.corpus} was chosen", file=sys.stderr)
        return 2
    work = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    place = steps.Place(corpus, work, given.validator)
    memory = Memory(work / "results.jsonl", given.fresh)
    results = measured(chosen, place, taken, memory, given.jobs)
    if "mypy" in taken:
        results = typechecked(results, chosen, place)
    print("\n".join(report.causes(results)))
    print("\n".join(report.table(results, taken)))
    if taken != list(STEPS) or not (corpus / "documents" / "manifest.tsv").exists():
        return int(any(result.faults for result in results))
    if given.update:
        expected.update(results)
        return 0
    differences = list(expected.compare(results))
    print("\n".join(differences) or "everything is as expected")
    return int(bool(differences))


def measured(
    chosen: list[Document], place: steps.Place, taken: list[str], memory: Memory, jobs: int
) -> list[Result]:
    """All steps but mypy."""
    generator = digest_of_all()
    keys = {one.path: f"{generator}-{digest([place.corpus / one.path])}" for one in chosen}
    needed = [step for step in taken if step != "mypy"]
    results = {}
    for one in chosen:
        known = memory.recall(one.path, keys[one.path], needed)
        if known is not None and (not known.output or place.output(one).is_dir()):
            results[one.path] = replace(known, label=one.label)
    todo = {one.path: one for one in chosen if one.path not in results}
    print(f"{len(todo)} documents to do, {len(results)} are known", flush=True)
    prepare(place)

    def works() -> Iterator[tuple[str, Callable[[], forks.Answer]]]:
        # The largest first, so that none is left alone at the end.
        for one in sorted(todo.values(), key=lambda one: -one.size):
            earlier = memory.known.get(one.path)
            yield (
                one.path,
                lambda one=one, earlier=earlier: steps.take(  # type: ignore[misc]
                    one, place, needed, keys[one.path], earlier
                ),
            )

    start = told = time.monotonic()
    for number, (path, answer) in enumerate(forks.run_all(works(), jobs, LIMIT), 1):
        answer.pop("cpu", None)
        if "died" in answer:
            faults = {"generate": [answer["died"]]}
            result = Result(path, todo[path].label, faults=faults)
        else:
            result = Result(**answer)
            memory.add(result)
        results[path] = result
        if result.faults or time.monotonic() > told + EVERY or number == len(todo):
            told = time.monotonic()
            what = f"{result.outcome}: {path}" if result.faults else ""
            print(f"{number}/{len(todo)} {told - start:.0f} s {what}".rstrip(), flush=True)
    return [results[path] for path in sorted(results)]


def typechecked(results: list[Result], chosen: list[Document], place: steps.Place) -> list[Result]:
    """The results with what mypy says about those that can be imported."""
    paths = {one.path for one in results if one.output and "import" not in one.faults}
    start = time.monotonic()
    print(f"mypy --strict over {len(paths)} clients", flush=True)
    found = typecheck.check([one for one in chosen if one.path in paths], place, workers=1)
    print(f"{time.monotonic() - start:.0f} s", flush=True)
    done = []
    for one in results:
        if one.path in paths:
            errors = found.pop(one.path, [])
            faults = {**one.faults, "mypy": errors} if errors else one.faults
            one = replace(one, faults=faults, done=[*one.done, "mypy"])
        done.append(one)
    for errors in found.values():  # of none of the clients
        done[0].faults.setdefault("mypy", []).extend(errors)
    return done


def digest_of_all() -> str:
    """Changes with the generator and with the tools that judge what it makes."""
    import hashlib

    text = f"{generator_digest(steps.ROOT)} {tools()}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def prepare(place: steps.Place) -> None:
    """Do once what every forked process would otherwise do for itself."""
    steps.compile_runtime(place)
    for found in pkgutil.walk_packages(clientsmith.__path__, "clientsmith."):
        if not found.name.endswith(("__main__", "validate_worker")):
            importlib.import_module(found.name)
    for name in PRELOADED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    raise SystemExit(main())
