"""Laws: what comes, goes or moves in a document renames nothing that stays.

Over the cases and, where it is there, over documents of the corpus; `make nightly` tries many more
edits of each, and all documents of the corpus.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import EXAMPLES
from tests.public_names import edited, named, renamed, reordered
from tests.support import ROOT
from tests.test_cases import CASES, NAMES

from clientsmith import yaml_tree

CORPUS = Path(os.environ.get("CORPUS", ROOT.parent / "shared" / "corpus")) / "documents"
MOST_BYTES = 2_000_000 if EXAMPLES else 60_000
FEW = 40
"""Documents of the corpus in a normal run."""


@cache
def tree_of(path: Path) -> Any:
    """The document, or None where it is not one that stands alone and has names."""
    text = path.read_text(encoding="utf-8-sig")
    try:
        tree = json.loads(text) if path.suffix == ".json" else yaml_tree.parse(text, [])
        if not isinstance(tree, dict) or "openapi" not in tree:
            return None
        before, lock = named(tree)
    except (ValueError, AssertionError, yaml_tree.SyntaxProblem):
        return None
    return tree, before, lock


def documents() -> list[Path]:
    """The cases, and documents of the corpus: all of them, or some that are small."""
    found = [CASES / name / "spec.yaml" for name in NAMES]
    listed = CORPUS / "manifest.tsv"
    rows = listed.read_text(encoding="utf-8").splitlines()[1:] if listed.is_file() else []
    paths = (CORPUS / row.partition("\t")[0] for row in rows)
    corpus = [path for path in paths if path.is_file() and path.stat().st_size < MOST_BYTES]
    return found + (corpus if EXAMPLES else corpus[:: max(1, len(corpus) // FEW)])


DOCUMENTS = documents()
few = settings(max_examples=max(2, EXAMPLES // 200))


@pytest.mark.parametrize("path", DOCUMENTS, ids=[f"{it.parent.name}-{it.name}" for it in DOCUMENTS])
@few
@given(seed=st.integers(0, 2**32))
def test_nothing_that_stays_is_renamed(path: Path, seed: int) -> None:
    known = tree_of(path)
    if known is None:
        pytest.skip("no document with names of its own")
    tree, before, lock = known
    changed = edited(tree, Random(seed))
    try:
        after, changed_lock = named(changed, lock)
    except AssertionError:  # the edit has made it invalid
        return
    assert renamed(before, after) == {}
    again, same_lock = named(changed, changed_lock)
    assert (renamed(after, again), same_lock) == ({}, changed_lock)
    assert len(again) == len(after)


@pytest.mark.parametrize("path", DOCUMENTS, ids=[f"{it.parent.name}-{it.name}" for it in DOCUMENTS])
@few
@given(seed=st.integers(0, 2**32))
def test_order_renames_nothing_even_without_a_lock(path: Path, seed: int) -> None:
    known = tree_of(path)
    if known is None:
        pytest.skip("no document with names of its own")
    tree, before, lock = known
    after, same_lock = named(reordered(tree, Random(seed)))
    assert (renamed(before, after), same_lock) == ({}, lock)
