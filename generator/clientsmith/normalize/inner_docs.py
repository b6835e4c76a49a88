"""Texts of schemas that are written inside others and get no name: they go with the outer one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.docs import NONE, default_of, docs_of, joined

TEXTS = frozenset(
    ("description", "summary", "deprecated", "example", "examples", "externalDocs", "default")
)
"""Keywords that make a schema worth mentioning."""
_PLACES: dict[str, Literal["items", "values", "variant"]] = {
    "items": "items",
    "prefixItems": "items",
    "additionalProperties": "values",
    "unevaluatedProperties": "values",
    "patternProperties": "values",
    "oneOf": "variant",
    "anyOf": "variant",
}


def remember(unnamed: list[Node], node: Node) -> None:
    """Add a schema to those whose texts somebody has to take, if it has any."""
    if type(node.value) is dict and not TEXTS.isdisjoint(node.value):
        unnamed.append(node)


def with_inner(
    context: Context, docs: ir.Docs, pointer: str, inside: Iterable[Node], own: Iterable[Node]
) -> ir.Docs:
    """`docs` of the schema at `pointer` with the texts of what is written inside it."""
    known = [node.pointer for node in own]
    found: list[ir.InnerDocs] = []
    for node in inside:
        if node.pointer in known:
            continue
        texts = docs_of(context, node)
        default = default_of(node)
        place = _place(node.pointer, pointer)
        if place is None:
            docs = joined(docs, texts)
            continue
        if texts == NONE and default is msgspec.UNSET:
            continue
        one = ir.InnerDocs(place=place, docs=texts, default=default)
        if one not in found:
            found.append(one)
    return msgspec.structs.replace(docs, inner=(*docs.inner, *found)) if found else docs


def _place(pointer: str, outer: str) -> Literal["items", "values", "variant"] | None:
    """What the schema at `pointer` is to the one at `outer`: by the last keyword that says it."""
    rest = pointer[len(outer) :] if pointer.startswith(f"{outer}/") else pointer
    for token in reversed(rest.split("/")):
        if token in _PLACES:
            return _PLACES[token]
    return None
