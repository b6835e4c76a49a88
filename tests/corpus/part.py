"""Which documents of a corpus a run takes, and in which parts; all its tools share this."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator
from pathlib import Path

from tests.corpus import expected
from tests.corpus.documents import MUST_GENERATE, NO_LABEL, Document, documents, sample


def options(doc: str | None, work: Path) -> argparse.ArgumentParser:
    """A parser of the options that choose documents; `doc` is that of the tool."""
    parser = argparse.ArgumentParser(description=(doc or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", action="store_true", help="a fixed small part")
    parser.add_argument("--only", default="", metavar="TEXT", help="paths that contain TEXT")
    parser.add_argument("--above", type=int, default=-1, metavar="BYTES", help="of a document")
    parser.add_argument("--up-to", type=int, default=1 << 40, metavar="BYTES", help="of a document")
    parser.add_argument("--work", type=Path, default=work)
    return parser


def chosen(
    given: argparse.Namespace, labels: Collection[str] = (*MUST_GENERATE, NO_LABEL)
) -> list[Document]:
    """The documents that have to give a client and that the options ask for."""
    every = documents(given.corpus.resolve(), expected.labels())
    return [
        one
        for one in (sample(every) if given.sample else every)
        if one.label in labels and given.only in one.path and given.above < one.size <= given.up_to
    ]


def batches(documents: Collection[Document], most: int) -> Iterator[list[Document]]:
    """Documents in parts of at most so many bytes, as a tool can take them; small ones first."""
    batch: list[Document] = []
    for one in sorted(documents, key=lambda one: (one.size, one.path)):
        if batch and sum(it.size for it in batch) + one.size > most:
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch
