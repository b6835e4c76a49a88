"""The documents of a corpus, and a small part of them in which every kind occurs.

A corpus is a folder with `documents/` and `invalid/`, each with a `manifest.tsv` (columns path,
oas, bytes, valid, tags and others). Any other folder is a corpus whose documents have no label.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MUST_GENERATE = {"valid", "disputed:accept"}
MUST_BE_REFUSED = {"no"}

OWN_FOLDER = 4
"""Folders down from the corpus: `documents/features/peer/document`."""

NO_LABEL = "-"
ENDINGS = (".json", ".yaml", ".yml")

SAMPLE_BYTES = 60_000
"""Larger documents are no part of the sample."""
SAMPLE_TAG_BYTES = 8_000
"""Nor are larger ones that are there for one feature alone."""
SAMPLE_EVERY = 4
"""Of the documents to be refused, which are quick, every so many."""


@dataclass(frozen=True)
class Document:
    """One row of a manifest."""

    path: str
    """Within the corpus."""
    label: str
    size: int
    version: str
    tags: frozenset[str]

    @property
    def root(self) -> str:
        """The folder that references may not leave; empty for that of the document itself.

        Documents of several files have a folder of their own, and may refer to all of it.
        """
        folders = self.path.split("/")
        return "/".join(folders[:OWN_FOLDER]) if len(folders) > OWN_FOLDER + 1 else ""

    @property
    def package(self) -> str:
        """A package name of its own, so that one mypy run can take all clients."""
        stem = self.path.rpartition("/")[2].partition(".")[0]
        words = re.sub(r"\W+", "_", stem, flags=re.ASCII).strip("_").lower()
        return f"c{hashlib.sha256(self.path.encode()).hexdigest()[:8]}_{words}"[:60].rstrip("_")


def documents(corpus: Path, labels: dict[str, str]) -> list[Document]:
    """All documents of `corpus`; `labels` are better ones than the manifest's."""
    manifests = sorted(corpus.glob("*/manifest.tsv"))
    if manifests:
        return [row for manifest in manifests for row in _rows(manifest, labels)]
    return [
        Document(
            path.relative_to(corpus).as_posix(), NO_LABEL, path.stat().st_size, "", frozenset()
        )
        for path in sorted(corpus.rglob("*"))
        if path.suffix in ENDINGS and path.is_file()
    ]


def _rows(manifest: Path, labels: dict[str, str]) -> Iterator[Document]:
    folder = manifest.parent.name
    with manifest.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            path = f"{folder}/{row['path']}"
            yield Document(
                path,
                labels.get(path, row["valid"]),
                int(row["bytes"]),
                row["oas"][:3],
                frozenset(row["tags"].replace(" ", ",").split(",")) - {""},
            )


def sample(every: Iterable[Document]) -> list[Document]:
    """Always the same few: for each label, version, origin and feature its smallest document."""
    smallest: dict[tuple[str, ...], Document] = {}
    refused: list[Document] = []
    for one in sorted(every, key=lambda one: (one.size, one.path)):
        if one.size > SAMPLE_BYTES:
            continue
        if one.label not in MUST_GENERATE:
            refused.append(one)
            continue
        # A document without paths has little that could go wrong.
        if "no_paths" in one.tags:
            continue
        folder = one.path.rpartition("/")[0]
        smallest.setdefault(("origin", folder, one.label), one)
        smallest.setdefault(("version", one.version, one.label), one)
        for tag in sorted(one.tags) if one.size <= SAMPLE_TAG_BYTES else ():
            smallest.setdefault(("tag", tag), one)
    chosen = {one.path: one for one in smallest.values()}
    chosen |= {one.path: one for one in refused if _lot(one.path) % SAMPLE_EVERY == 0}
    return [chosen[path] for path in sorted(chosen)]


def _lot(path: str) -> int:
    """A number that depends on nothing else."""
    return int(hashlib.sha256(path.encode()).hexdigest()[:8], 16)
