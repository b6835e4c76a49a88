"""The table of a run, and its failures grouped by cause."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from tests.corpus.result import STEPS, Result

EXAMPLES = 3
"""Documents that are named for each cause."""
COLUMNS = ("documents", "generated", "refused", "black", "import", "mypy", "tests", "as labelled")


def table(results: list[Result], steps: Iterable[str]) -> Iterator[str]:
    """Lines: for each label, how many documents got how far."""
    taken = {"generate", *steps}
    labels = sorted({result.label for result in results})
    rows = [(label, [result for result in results if result.label == label]) for label in labels]
    if len(rows) > 1:
        rows.append(("all", results))
    width = max(map(len, [*labels, "label"]))
    heads = (*COLUMNS, "operations", "lost", "warnings", "notes", "lines")
    yield f"{'label':<{width}}  " + "  ".join(heads)
    for label, group in rows:
        generated = [one for one in group if one.output]
        cells: dict[str, object] = {
            "documents": len(group),
            "generated": len(generated),
            "refused": sum(one.refused for one in group),
            "as labelled": sum(one.expected for one in group),
            "operations": sum(one.operations for one in generated),
            "lost": sum(one.lost for one in generated),
            "warnings": sum(one.warnings for one in group),
            "notes": sum(one.notes for one in group),
            "lines": sum(one.lines for one in group),
        }
        for step in STEPS[1:]:
            good = sum(step in one.done and step not in one.faults for one in generated)
            cells[step] = good if step in taken else "-"
        yield f"{label:<{width}}  " + "  ".join(f"{cells[head]:>{len(head)}}" for head in heads)
    spent: Counter[str] = Counter()
    for one in results:
        spent.update(one.seconds)
    yield "seconds of CPU: " + ", ".join(f"{step} {spent[step]:.0f}" for step in spent)


def causes(results: Iterable[Result]) -> Iterator[str]:
    """Lines: what went wrong, the most frequent cause first."""
    found: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for result in results:
        for step, faults in result.faults.items():
            for fault in faults:
                found[step, _cause(fault)].setdefault(result.path, fault)
        if not result.faults and not result.expected:
            what = "refused" if result.refused else "accepted"
            found["label", f"{what}, though labelled {result.label}"][result.path] = ""
    for (step, cause), places in sorted(found.items(), key=lambda item: -len(item[1])):
        number = f"{len(places)} document{'s' if len(places) > 1 else ''}"
        yield f"{step}: {number}: {cause}"
        for path, fault in list(places.items())[: EXAMPLES if step != "label" else None]:
            yield f"    {path}" + (f"\n        {_indented(fault)}" if fault else "")


def _cause(fault: str) -> str:
    """A fault without what differs from document to document."""
    if fault.startswith("Traceback"):
        places = re.findall(r'File "[^"]*/([^/"]+)", line \d+, in (\w+)', fault)
        return f"{' in '.join(places[-1][::-1]) if places else ''}: {fault.splitlines()[-1][:120]}"
    lines = fault.split("\n")
    text = lines[0].partition(": ")[2] or lines[0]
    text = re.sub(r'"[^"]*"|\'[^\']*\'|`[^`]*`', "_", text)
    return re.sub(r"\d+", "0", text)[:120]


def _indented(fault: str) -> str:
    return "\n        ".join(fault.strip().splitlines()[-12:])[:1500]
