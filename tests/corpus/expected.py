"""What is expected of each document of the corpus, so that a change for the worse is seen.

`expected.tsv` has a line for each document: path, outcome, operations, losses, warnings.
`labels.tsv` has the documents whose label in the manifest is wrong: path, the right label, why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.corpus.result import Result

EXPECTED = Path(__file__).with_name("expected.tsv")
LABELS = Path(__file__).with_name("labels.tsv")
HEAD = "path\toutcome\toperations\tlost\twarnings"


def labels() -> dict[str, str]:
    """Path -> label, where the manifest's is wrong."""
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines()[1:]]
    return {path: label for path, label, _why in rows}


def _row(result: Result) -> str:
    numbers = (result.operations, result.lost, result.warnings)
    return f"{result.path}\t{result.outcome}\t" + "\t".join(map(str, numbers))


def _known() -> dict[str, str]:
    lines = EXPECTED.read_text(encoding="utf-8").splitlines()[1:] if EXPECTED.exists() else []
    return {line.partition("\t")[0]: line for line in lines}


def compare(results: Iterable[Result]) -> Iterator[str]:
    """Lines: documents of which something else became than expected."""
    known = _known()
    for result in sorted(results, key=lambda result: result.path):
        if known.get(result.path) != _row(result):
            yield f"expected  {known.get(result.path, 'nothing')}\n  found     {_row(result)}"


def update(results: Iterable[Result]) -> None:
    """Expect what was found."""
    known = _known() | {result.path: _row(result) for result in results}
    lines = [HEAD, *(known[path] for path in sorted(known))]
    EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
