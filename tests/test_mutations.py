"""Damaged documents: whatever is dropped, doubled, retyped, swapped, referred to or added, the
generator never crashes.

It gives located errors, or an output that compiles. `make nightly` tries more than the normal run,
also of the documents of the corpus, where it is there.
"""

from __future__ import annotations

import contextlib
import copy
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import EXAMPLES
from tests.support import ROOT, Made, from_text, from_tree, python_files

from clientsmith import formats, paths, pointers
from clientsmith.config import ApiConfig, IgnoreRule
from clientsmith.normalize.vocabulary import KINDS
from clientsmith.syntax import SyntaxProblem, utf8

CORPUS = Path(os.environ.get("CORPUS", ROOT.parent / "shared" / "corpus")) / "documents"
MOST_BYTES = 30_000


@cache
def documents() -> list[Any]:
    """The valid documents of the cases, and those that have everything."""
    files = sorted((ROOT / "tests" / "cases").glob("*/spec.yaml"))
    files = [file for file in files if not file.parent.name.startswith("fault-")]
    files += [ROOT / "tests" / "hostile" / "everything.yaml", ROOT / "specs" / "llamacloud.yaml"]
    trees = [_without_aliases(file.read_bytes()) for file in files]
    if EXAMPLES and CORPUS.is_dir():
        for file in sorted(CORPUS.rglob("*.*")):
            if not file.is_file() or file.stat().st_size > MOST_BYTES:
                continue
            with contextlib.suppress(SyntaxProblem):
                tree = _without_aliases(file.read_bytes())
                if isinstance(tree, dict) and {"openapi", "swagger"} & tree.keys():
                    trees.append(tree)
    return trees


def _without_aliases(data: bytes) -> Any:
    """A tree in which nothing is shared, so that a change is in one place."""
    return json.loads(json.dumps(formats.parse(utf8(data), []).tree))


def slots(tree: Any) -> list[tuple[Any, Any, str]]:
    """Every place below the root: its container, its key there, its pointer."""
    found: list[tuple[Any, Any, str]] = []
    stack = [(tree, "#")]
    while stack:
        node, pointer = stack.pop()
        keys = list(node) if isinstance(node, dict) else range(len(node))
        for key in keys:
            at = pointers.join(pointer, (str(key),))
            found.append((node, key, at))
            if isinstance(node[key], dict | list):
                stack.append((node[key], at))
    return found


VALUES = st.one_of(
    st.sampled_from([None, True, False, 0, -1, 1.5, 10**30, "", "x", "#/", "#/components", [], {}]),
    st.sampled_from(
        [[None], [[]], {"": None}, {"$ref": "#/paths"}, {"type": []}, [{}], "get", "200"]
    ),
    st.sampled_from(
        ["string", "object", "array", "null", "path", "query", "date-time", "application/json"]
    ),
    st.text(max_size=8),
    st.lists(st.integers(-1, 3), max_size=3),
)


KEYWORDS = st.sampled_from(sorted({key for rules in KINDS.values() for key in rules}))


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    tree = copy.deepcopy(documents()[draw(st.integers(0, len(documents()) - 1))])
    for _ in range(draw(st.integers(1, 4))):
        places = slots(tree)
        if not places:
            break
        container, key, _ = places[draw(st.integers(0, len(places) - 1))]
        other, where, pointer = places[draw(st.integers(0, len(places) - 1))]
        match draw(st.sampled_from(["drop", "retype", "swap", "refer", "add", "double", "rename"])):
            case "drop":
                del container[key]
            case "retype":
                container[key] = copy.deepcopy(draw(VALUES))
            case "refer":
                beside = container[key] if isinstance(container[key], dict) else {}
                kept = copy.deepcopy(beside) if draw(st.booleans()) else {}
                container[key] = {**kept, "$ref": pointer}
            case "add" if isinstance(container[key], dict):
                value = other[where] if draw(st.booleans()) else draw(VALUES)
                container[key][draw(KEYWORDS)] = copy.deepcopy(value)
            case "swap":
                container[key], other[where] = (
                    copy.deepcopy(other[where]),
                    copy.deepcopy(container[key]),
                )
            case "double" if isinstance(container, list):
                container.insert(key, copy.deepcopy(container[key]))
            case _ if isinstance(container, dict):
                name = draw(st.one_of(st.text(max_size=6), st.sampled_from(list(container))))
                container[name] = copy.deepcopy(container[key])
            case _:
                container.reverse()
    return tree


AREAS = ("component", "document", "header", "operation", "parameter", "path", "response")
WAIVED = ApiConfig(
    "", Path(), ignore=tuple(IgnoreRule(f"{it}/*", "", "why not") for it in (*AREAS, "security"))
)
"""What is refused is also read as well as can be: later stages meet all of it."""


@given(damaged(), st.booleans())
def test_damage_is_reported_or_harmless(tree: Any, is_waived: bool) -> None:
    _is_harmless(from_tree(tree, WAIVED if is_waived else None))


@cache
def texts() -> list[bytes]:
    """Documents as they are written: YAML, and one as JSON."""
    files = sorted((ROOT / "tests" / "cases").glob("*/spec.yaml"))
    found = [file.read_bytes() for file in files if file.parent.name in ("minimal", "all-of")]
    return [*found, json.dumps(documents()[0]).encode()]


@given(
    st.integers(0, 2),
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(0, 40), st.binary(max_size=6)), max_size=3
    ),
)
def test_damaged_bytes_are_reported_or_harmless(
    index: int, edits: list[tuple[int, int, bytes]]
) -> None:
    data = texts()[index % len(texts())]
    for at, length, fresh in edits:
        at %= len(data) + 1
        data = data[:at] + fresh + data[at + length :]
    _is_harmless(from_text(data))


def _is_harmless(made: Made) -> None:
    assert (made.api is None) == bool(made.errors)
    for finding in made.findings:
        assert finding.diagnostic.line and finding.diagnostic.column
    if made.api is None:
        return
    files = python_files(made.api, "package")
    paths.verify(file.path for file in files)
    for file in files:
        if file.path.endswith(".py"):
            compile(file.text, file.path, "exec", dont_inherit=True)
