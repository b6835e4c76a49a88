"""Which parts of a document are Schema Objects: keywords mean other things elsewhere.

What each object of OpenAPI 3.x holds is data here (OpenAPI 3.2, section 4); `schemas` walks it and
follows every reference, so a file that is only a fragment is known by what refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any as Json
from typing import TypeAlias

from .. import pointers
from ..diagnostics import Diagnostics
from ..document import Document, Node
from ..source import Sources

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The fixed methods of a Path Item Object."""

ONE, MANY, MAP = "one", "many", "map"

_GRAMMAR: dict[str, dict[str, tuple[str, str]]] = {
    "openapi": {
        "paths": (MAP, "path"),
        "webhooks": (MAP, "path"),
        "x-webhooks": (MAP, "path"),
        "x-ms-paths": (MAP, "path"),
        "components": (ONE, "components"),
    },
    "components": {
        "schemas": (MAP, "schema"),
        "responses": (MAP, "response"),
        "parameters": (MAP, "parameter"),
        "requestBodies": (MAP, "body"),
        "headers": (MAP, "parameter"),
        "callbacks": (MAP, "callback"),
        "pathItems": (MAP, "path"),
        "mediaTypes": (MAP, "media"),
    },
    "path": {
        "parameters": (MANY, "parameter"),
        "additionalOperations": (MAP, "operation"),
        **{method: (ONE, "operation") for method in METHODS},
    },
    "operation": {
        "parameters": (MANY, "parameter"),
        "requestBody": (ONE, "body"),
        "responses": (MAP, "response"),
        "callbacks": (MAP, "callback"),
    },
    "parameter": {"schema": (ONE, "schema"), "content": (MAP, "media")},
    "body": {"content": (MAP, "media")},
    "response": {"headers": (MAP, "parameter"), "content": (MAP, "media")},
    "media": {
        "schema": (ONE, "schema"),
        "itemSchema": (ONE, "schema"),
        "encoding": (MAP, "encoding"),
        "itemEncoding": (ONE, "encoding"),
        "prefixEncoding": (MANY, "encoding"),
    },
    "encoding": {"headers": (MAP, "parameter"), "encoding": (MAP, "encoding")},
    "schema": {
        **dict.fromkeys(
            ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"),
            (MAP, "schema"),
        ),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), (MANY, "schema")),
        **dict.fromkeys(
            (
                *("items", "additionalProperties", "not", "if", "then", "else", "contains"),
                *("propertyNames", "unevaluatedItems", "unevaluatedProperties", "contentSchema"),
                "additionalItems",
            ),
            (ONE, "schema"),
        ),
    },
}

_Place: TypeAlias = "tuple[dict[str, Json], str, str, _Place | None, tuple[str, ...]]"
"""An object, its kind, the pointer where its walk began, the place around it, the way to it."""


def schemas(sources: Sources) -> Iterator[tuple[dict[str, Json], _Place]]:
    """Every Schema Object that is reached from the main document, with its place."""
    document = Document(sources, Diagnostics())
    tree = sources.trees.get(sources.main)
    if not isinstance(tree, dict):
        return
    stack: list[_Place] = [(tree, "openapi", "#", None, ())]
    seen: set[tuple[int, str]] = set()
    followed: set[tuple[str, str, str]] = set()
    while stack:
        place = stack.pop()
        node, kind, start, _, _ = place
        mark = (id(node), kind)
        if mark in seen:
            continue
        seen.add(mark)
        if kind == "schema":
            yield node, place
        ref = node.get("$ref")
        if type(ref) is str and (start.partition("#")[0], ref, kind) not in followed:
            followed.add((start.partition("#")[0], ref, kind))
            found = document.resolve(ref, Node(node, start, document))
            if found is not None and type(found.value) is dict:
                stack.append((found.value, kind, found.pointer, None, ()))
        if kind == "callback":
            inner = [(key, ONE, "path") for key in node if not key.startswith("x-")]
        else:
            grammar = _GRAMMAR[kind]
            inner = [(key, *grammar[key]) for key in node if key in grammar]
        for key, shape, of in inner:
            value = node[key]
            if shape == MAP and type(value) is dict:
                if type(value.get("$ref")) is str:
                    _follow_map(value["$ref"], of, start, document, stack)
                for name, member in value.items():
                    if type(member) is dict:
                        stack.append((member, of, start, place, (key, name)))
            elif type(value) is dict:
                stack.append((value, of, start, place, (key,)))
            elif type(value) is list:
                for index, element in enumerate(value):
                    if type(element) is dict:
                        stack.append((element, of, start, place, (key, str(index))))


def _follow_map(ref: str, kind: str, start: str, document: Document, stack: list[_Place]) -> None:
    """Go on in a map that stands elsewhere: `paths: {$ref: paths.yaml}` is not OpenAPI but used."""
    found = document.resolve(ref, Node({}, start, document))
    if found is not None and type(found.value) is dict:
        for name, member in found.value.items():
            if type(member) is dict:
                stack.append((member, kind, pointers.join(found.pointer, (name,)), None, ()))


def pointer(place: _Place) -> str:
    """The pointer of `place`."""
    tokens: list[str] = []
    at: _Place | None = place
    while at is not None:
        tokens.extend(reversed(at[4]))
        start = at[2]
        at = at[3]
    return pointers.join(start, reversed(tokens))
