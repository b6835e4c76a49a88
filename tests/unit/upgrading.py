"""Upgrading what a test writes down."""

from __future__ import annotations

import copy
import json
from typing import Any

from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.source import Sources
from clientsmith.upgrade import to_32


def upgraded(main: Any, **files: Any) -> tuple[Sources, Diagnostics]:
    """The result for the files `main` and `<name>.yaml`, which must not be changed."""
    diagnostics = Diagnostics("main.yaml")
    trees = {"main.yaml": main, **{f"{name}.yaml": tree for name, tree in files.items()}}
    texts = {name: json.dumps(tree, indent=1).encode() for name, tree in trees.items()}
    before = copy.deepcopy(trees)
    sources = to_32(Sources("main.yaml", texts, trees, originals=trees), diagnostics)
    assert trees == before
    return sources, diagnostics


def schema_30(schema: Any, version: str = "3.0.3") -> Any:
    """What becomes of a schema in the components."""
    main = {"openapi": version, "components": {"schemas": {"A": schema}}}
    return upgraded(main)[0].trees["main.yaml"]["components"]["schemas"]["A"]


def check_moved(sources: Sources) -> None:
    """Every place that moved is there before and after."""
    after = Document(sources, Diagnostics())
    trees = dict(sources.originals)
    before = Document(Sources(sources.main, sources.texts, trees, originals=trees), Diagnostics())
    for new, old in sources.moved.items():
        assert after.at(new) is not None, new
        assert before.at(old) is not None, old
