"""`coverage.json`: what a document holds, and what of it is not in an output.

It stands beside the manifest. Counts are of the document's objects, each once wherever it is used.
`lost` lists what a client lacks, with its place and the reason; `omitted` what is left out because
the document asks for it or because it has no effect, what is alike together. Sorted, without time
or path, so that it changes only with the document and the generator.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any as Json
from typing import Protocol

from clientsmith.diagnostics import Diagnostic

NAME = "coverage.json"


class Count(Protocol):
    """How many things of a kind there are, and how many of them are not in the output."""

    found: int
    lost: int
    omitted: int


class Omission(Protocol):
    """What is left out without effect."""

    kind: str
    name: str
    reason: str
    pointer: str
    count: int
    line: int | None


def encode(
    counts: Mapping[str, Count], dropped: Iterable[Diagnostic], omissions: Iterable[Omission]
) -> bytes:
    """The file. `dropped` are findings with `drops`, located."""
    every = list(dropped)
    lost = [_entry(one) for one in every if one.drops == "lost"]
    omitted = [_entry(one) for one in every if one.drops == "omitted"]
    omitted += [
        {
            **_place(one),
            "count": one.count,
            "reason": " ".join(filter(None, (one.kind, one.name and f"`{one.name}`:", one.reason))),
        }
        for one in omissions
    ]
    table = {
        kind: {
            "found": one.found,
            "emitted": one.found - one.lost - one.omitted,
            **({"lost": one.lost} if one.lost else {}),
            **({"omitted": one.omitted} if one.omitted else {}),
        }
        for kind, one in sorted(counts.items())
        if one.found
    }
    parts = [
        f' "counts": {_lines([f"{json.dumps(k)}: {_line(v)}" for k, v in table.items()], "{}")}',
        f' "lost": {_lines(sorted(map(_line, lost)), "[]")}',
        f' "omitted": {_lines(sorted(map(_line, omitted)), "[]")}',
    ]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("ascii")


def _entry(one: Diagnostic) -> dict[str, Json]:
    return {**_place(one), "code": one.code, "reason": one.message}


def _place(one: Diagnostic | Omission) -> dict[str, Json]:
    return {"at": one.pointer, **({"line": one.line} if one.line is not None else {})}


def _line(value: Mapping[str, Json]) -> str:
    return json.dumps(value)


def _lines(items: list[str], brackets: str) -> str:
    """Each item on a line of its own, so that a diff shows what changed."""
    if not items:
        return brackets
    return brackets[0] + "\n  " + ",\n  ".join(items) + "\n " + brackets[1]
