"""Which parts of a document are Schema Objects: keywords mean other things elsewhere.

What each object of OpenAPI 3.x holds is data here (OpenAPI 3.2, section 4); `schemas` walks it and
follows every reference, so a file that is only a fragment is known by what refers to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
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

_NESTED = frozenset((*_GRAMMAR["schema"], "$ref"))
"""Keywords of a schema that lead to others."""

_SECTIONS = {
    "schema": "#/components/schemas/",
    "parameter": "#/components/parameters/",
    "response": "#/components/responses/",
}
"""Where the usual references lead."""


def is_walked(value: dict[str, Json], kind: str, start: str) -> bool:
    """Whether an object is nothing but a reference to a component, which is walked where it stands.

    `start` is a pointer around it.
    """
    if len(value) != 1 or "$ref" not in value or start[0] != "#":
        return False
    ref, section = value["$ref"], _SECTIONS.get(kind)
    return bool(
        section and type(ref) is str and ref.startswith(section) and ref.find("/", len(section)) < 0
    )


Place: TypeAlias = "tuple[dict[str, Json], str, str, Place | None, tuple[str, ...]]"
"""An object, its kind, the pointer where its walk began, the place around it, the way to it."""


class Walk:
    """One walk through a document, along its references.

    Wanted are those of the Schema Objects with one of `keywords` that `is_wanted` says.
    """

    def __init__(
        self, sources: Sources, keywords: Set[str], is_wanted: Callable[[dict[str, Json]], bool]
    ) -> None:
        self.sources = sources
        self._keywords = keywords
        self._is_wanted = is_wanted
        self._document = Document(sources, Diagnostics())
        self._stack: list[Place] = []
        self._again: dict[int, list[Place]] = {}
        """Further places of objects, by `id`: shared ones, and targets of references."""

    def schemas(self) -> Iterator[tuple[dict[str, Json], Place]]:
        """The wanted Schema Objects that are reached from the main document, with a place each."""
        tree = self.sources.trees.get(self.sources.main)
        stack, keywords = self._stack, self._keywords
        if isinstance(tree, dict):
            stack.append((tree, "openapi", "#", None, ()))
        seen: dict[str, set[int]] = {"callback": set(), **{kind: set() for kind in _GRAMMAR}}
        followed: set[tuple[str, str, str]] = set()
        while stack:
            place = stack.pop()
            node, kind, start, _, _ = place
            mark = id(node)
            if mark in seen[kind]:
                self._again.setdefault(mark, []).append(place)
                continue
            seen[kind].add(mark)
            if kind == "schema" and not keywords.isdisjoint(node) and self._is_wanted(node):
                yield node, place
            if "$ref" in node and type(node["$ref"]) is str:
                key = (start.partition("#")[0], node["$ref"], kind)
                if key not in followed:
                    followed.add(key)
                    found = self._document.resolve(key[1], Node(node, start, self._document))
                    if found is not None and type(found.value) is dict:
                        stack.append((found.value, kind, found.pointer, None, ()))
            if kind == "callback":
                for name in node:
                    if not name.startswith("x-"):
                        self._enter(name, ONE, "path", place)
                continue
            grammar = _GRAMMAR[kind]
            if not grammar.keys().isdisjoint(node):
                for name in node:
                    if name in grammar:
                        self._enter(name, *grammar[name], place)

    def _enter(self, key: str, shape: str, kind: str, place: Place) -> None:
        """Go on in what the member `key` holds."""
        value, start, stack = place[0][key], place[2], self._stack
        if type(value) is dict and shape == MAP:
            if type(value.get("$ref")) is str:
                self._follow_map(value["$ref"], kind, start)
            is_schema, keywords = kind == "schema", self._keywords
            for name, member in value.items():
                if type(member) is not dict:
                    continue
                # Most schemas are of no interest, and hold no others.
                if (
                    is_schema
                    and _NESTED.isdisjoint(member)
                    and (keywords.isdisjoint(member) or not self._is_wanted(member))
                ):
                    continue
                if not is_walked(member, kind, start):
                    stack.append((member, kind, start, place, (key, name)))
        elif type(value) is dict:
            if not is_walked(value, kind, start):
                stack.append((value, kind, start, place, (key,)))
        elif type(value) is list:
            for index, element in enumerate(value):
                if type(element) is dict and not is_walked(element, kind, start):
                    stack.append((element, kind, start, place, (key, str(index))))

    def _follow_map(self, ref: str, kind: str, start: str) -> None:
        """Go on in a map that stands elsewhere: `paths: {$ref: paths.yaml}` is not OpenAPI but
        used."""
        found = self._document.resolve(ref, Node({}, start, self._document))
        if found is not None and type(found.value) is dict:
            for name, member in found.value.items():
                if type(member) is dict:
                    at = pointers.join(found.pointer, (name,))
                    self._stack.append((member, kind, at, None, ()))

    def around(self, places: Iterable[Place]) -> set[int]:
        """The `id` of every object at one of `places`, and of all objects and arrays around it."""
        found: set[int] = set()
        climbing: list[Place] = []

        def climb(place: Place) -> None:
            mark = id(place[0])
            if mark not in found:
                found.add(mark)
                climbing.extend((place, *self._again.get(mark, ())))

        for place in places:
            climb(place)
        while climbing:
            _, _, start, outer, way = climbing.pop()
            if outer is not None:
                climb(outer)
                at: Json = outer[0]
            else:
                file, way = pointers.split(start, self.sources.main)
                at = self.sources.trees[file]
                found.add(id(at))
            for token in way[:-1]:
                at = at[token if type(at) is dict else int(token)]
                found.add(id(at))
        return found


def pointer(place: Place) -> str:
    """The pointer of `place`."""
    tokens: list[str] = []
    at: Place | None = place
    while at is not None:
        tokens.extend(reversed(at[4]))
        start = at[2]
        at = at[3]
    return pointers.join(start, reversed(tokens))
