"""Extensions under other names: `extensions: {rewrite: {x-acme-names: x-enum-varnames}}`.

Keys of the document that the configuration maps become those that the normalizer reads, where
they stand. A document may say the same at its root (`x-speakeasy-extension-rewrite`, which has the
known key first); the configuration wins.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any as Json

import msgspec

from . import pointers, references
from .config import ApiConfig
from .diagnostics import Diagnostics
from .normalize.extension_table import HONOURED
from .source import Sources
from .upgrade.rebuild import Edit, rebuild

OWN = "x-speakeasy-extension-rewrite"


def apply(sources: Sources, config: ApiConfig, diagnostics: Diagnostics) -> Sources:
    """`sources` with the keys that the configuration maps renamed."""
    wanted = config.rewrite
    mapping = {**_own(sources.trees.get(sources.main)), **wanted}
    if not mapping:
        return sources
    for foreign, known in wanted.items():
        if known not in HONOURED:
            near = difflib.get_close_matches(known, HONOURED, n=1)
            diagnostics.warning(
                "config/extensions",
                config.place("extensions", "rewrite", foreign),
                f"`extensions` maps `{foreign}` to `{known}`, which is no extension that is read",
                f"did you mean `{near[0]}`?" if near else "",
            )
    trees: dict[str, Json] = {}
    moved = dict(sources.moved)
    found: set[str] = set()
    for file, tree in sources.trees.items():
        prefix = pointers.prefix(file, sources.main)
        edits: dict[int, Edit] = {}
        for place in references.objects(tree, prefix):
            node = place[0]
            if type(node) is not dict or mapping.keys().isdisjoint(node):
                continue
            pointer = references.pointer(place, prefix)
            renames: dict[str, str] = {}
            for key in sorted(mapping.keys() & node.keys()):
                found.add(key)
                if mapping[key] in node:
                    diagnostics.warning(
                        "extension/conflict",
                        f"{pointer}/{pointers.escape(key)}",
                        f"`{key}` stands for `{mapping[key]}`, which is here too and is used",
                    )
                    continue
                renames[key] = mapping[key]
                moved[f"{pointer}/{mapping[key]}"] = f"{_before(pointer, moved)}/{key}"
            if renames:
                edits[id(node)] = _Renaming(renames)
        trees[file] = rebuild(tree, edits)
    for key in sorted(wanted.keys() - found):
        diagnostics.warning(
            "config/extensions",
            config.place("extensions", "rewrite", key),
            f"`extensions` maps `{key}`, which the document does not have",
        )
    return msgspec.structs.replace(sources, trees=trees, moved=moved) if found else sources


class _Renaming:
    """An edit that gives members of an object other names, where they stand."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __call__(self, node: dict[str, Json]) -> dict[str, Json]:
        return {self._names.get(key, key): value for key, value in node.items()}


def _own(tree: Json) -> dict[str, str]:
    """What the document itself maps."""
    given = tree.get(OWN) if type(tree) is dict else None
    pairs = given.items() if type(given) is dict else ()
    return {
        foreign: known
        for known, foreign in pairs
        if type(foreign) is str and foreign.startswith("x-") and known in HONOURED
    }


def _before(pointer: str, moved: Mapping[str, str]) -> str:
    """Where a node stood before `upgrade` moved it."""
    head = pointer
    while head not in moved and "/" in head:
        head = head.rpartition("/")[0]
    return moved[head] + pointer[len(head) :] if head in moved else pointer
