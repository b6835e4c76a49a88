"""Where the references of a document stand.

`$ref` is a reference only where OpenAPI or JSON Schema read keywords: in the value of an example,
a default, a `const` or an `enum` it is data, and below `properties` it is a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import Any as Json
from typing import TypeAlias
from urllib.parse import urljoin

from . import pointers
from .syntax import MAX_DEPTH

KEYWORDS, NAMES, DATA = 0, 1, 2
"""What the keys of an object are: keywords, names that the author chose, or data."""

_SCALARS = frozenset((str, bool, int, float, type(None)))

Place: TypeAlias = "tuple[dict[str, Json], Place | None, str | int, int]"
"""An object, the place around it, its key there, and what its own keys are."""

MAPS = frozenset(
    {
        "properties",
        "patternProperties",
        "$defs",
        "definitions",
        "dependentSchemas",
        "dependencies",
        "paths",
        "webhooks",
        "callbacks",
        "pathItems",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
        "examples",
        "links",
        "schemas",
        "securitySchemes",
        "securityDefinitions",
        "content",
        "mediaTypes",
        "encoding",
        "variables",
        "mapping",
        "scopes",
        "x-webhooks",
        "x-ms-paths",
    }
)
"""Keywords whose value is a map from names of the author's own."""

_DATA = frozenset(("example", "default", "const", "enum", "value", "dataValue"))
_EXTENSIONS = frozenset(("x-webhooks", "x-ms-paths"))
"""The extensions whose content is OpenAPI."""

_NOT_A_MAP = frozenset(
    {
        "openapi",
        "swagger",
        "info",
        "servers",
        "paths",
        "components",
        "webhooks",
        "$ref",
        "$schema",
        "$id",
        "$defs",
        "type",
        "properties",
        "allOf",
        "oneOf",
        "anyOf",
        "not",
        "items",
        "enum",
        "schema",
        "content",
        "description",
        "in",
        "name",
        "get",
        "put",
        "post",
        "delete",
        "patch",
        "head",
        "options",
        "trace",
        "query",
        "parameters",
        "responses",
        "definitions",
        "schemas",
        "requestBodies",
        "headers",
        "examples",
        "links",
        "securitySchemes",
        "callbacks",
        "pathItems",
        "value",
        "discriminator",
        "format",
        "operationId",
    }
)
"""A file without any of these at its root is a map from names."""


class TooDeep(Exception):
    """The tree has more than `MAX_DEPTH` levels."""

    def __init__(self, pointer: str) -> None:
        super().__init__(pointer)
        self.pointer = pointer


def objects(tree: Json, prefix: str, keys: Set[str] | None = None) -> Iterator[Place]:
    """Every object of `tree` that is not data, outer ones first; a shared one only once.

    With `keys` those that have one of them, which is quicker. Raises `TooDeep` with a pointer that
    begins with `prefix`.
    """
    kind = KEYWORDS
    if isinstance(tree, dict) and not (_NOT_A_MAP & tree.keys()):
        kind = NAMES
    level: list[tuple[Json, Place | None, str | int, int]] = [(tree, None, "", kind)]
    seen: tuple[set[int], ...] = (set(), set(), set())
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH + 1:
            raise TooDeep(pointer(level[0], prefix))
        following: list[tuple[Json, Place | None, str | int, int]] = []
        may_skip = keys is not None and depth <= MAX_DEPTH
        for place in level:
            node, _, _, kind = place
            mark = id(node)
            if mark in seen[kind]:
                continue
            seen[kind].add(mark)
            if type(node) is list:
                for index, value in enumerate(node):
                    if type(value) is dict or type(value) is list:
                        following.append((value, place, index, kind))
                continue
            if type(node) is not dict:
                continue
            if kind != DATA and (keys is None or not keys.isdisjoint(node)):
                yield place
            for key, value in node.items():
                if type(value) is dict:
                    # Most objects hold neither what is looked for nor other objects.
                    if (
                        may_skip
                        and keys.isdisjoint(value)  # type: ignore[union-attr]
                        and _SCALARS.issuperset(map(type, value.values()))
                    ):
                        continue
                elif type(value) is not list or (
                    may_skip and _SCALARS.issuperset(map(type, value))
                ):
                    continue
                if kind == DATA:
                    inner = DATA
                elif kind == NAMES:
                    inner = KEYWORDS
                elif key in MAPS:
                    if type(value) is dict:
                        inner = NAMES
                    else:
                        inner = DATA if key == "examples" else KEYWORDS
                elif key in _DATA or (key.startswith("x-") and key not in _EXTENSIONS):
                    inner = DATA
                else:
                    inner = KEYWORDS
                following.append((value, place, key, inner))
        level = following


def pointer(place: Place, prefix: str) -> str:
    """The JSON pointer of `place` in the tree whose root is `prefix`."""
    tokens: list[str] = []
    at: Place | None = place
    while at is not None and at[1] is not None:
        tokens.append(str(at[2]))
        at = at[1]
    return pointers.join(prefix, reversed(tokens))


def identity(place: Place) -> str:
    """The URI that `place` is known by: the `$id` of a schema or the `$self` of a document, made
    absolute by those around it; "" when it has none."""
    names: list[str] = []
    at: Place | None = place
    while at is not None:
        name = own_identity(at)
        if name:
            names.append(name)
        elif at is place:
            return ""
        at = at[1]
    return base_of(reversed(names))


def relative(ref: str, place: Place) -> str:
    """The URI, without fragment, that `ref` at `place` means by the `$id`s and `$self` around."""
    at: Place | None = place
    while at is not None:
        if own_identity(at):
            return base_of((identity(at), ref.partition("#")[0]))
        at = at[1]
    return ""


def own_identity(place: Place) -> str:
    """The `$id` or `$self` of `place` as it is written; "" when it has none."""
    node, around, _, kind = place
    if kind != KEYWORDS or type(node) is not dict:  # a list is around what is in it
        return ""
    name = node.get("$id") if around is not None or "$self" not in node else node["$self"]
    return name.removesuffix("#") if isinstance(name, str) and not name.startswith("#") else ""


def base_of(names: Iterable[str]) -> str:
    """The URI that `names`, each relative to the one before, stand for."""
    base = ""
    for name in names:
        try:
            base = urljoin(base, name)
        except ValueError:
            base = name
    return base


def is_discriminator(place: Place) -> bool:
    """Whether `place` is a Discriminator Object (OpenAPI 3.1, section 4.8.25)."""
    _, around, key, _ = place
    return key == "discriminator" and around is not None and around[3] == KEYWORDS


def is_named_schema(place: Place) -> bool:
    """Whether `place` may be a schema with a name: that of a file, or that of a map of schemas."""
    _, around, _, kind = place
    if kind != KEYWORDS:
        return False
    if around is None:
        return True
    outer = around[1]
    return around[3] == NAMES and (outer is None or around[2] in _SCHEMAS)


_SCHEMAS = frozenset(("schemas", "definitions", "$defs"))

UNUSUAL = frozenset(
    (
        *("description", "summary", "title", "servers", "tags", "security", "required", "enum"),
        *("consumes", "produces", "allOf", "anyOf", "oneOf", "prefixItems"),
    )
)
"""Fields that hold a text or a list, so that a reference in their place is none of OpenAPI."""

SCHEMA_MAPS = frozenset(
    (
        *("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"),
        *("dependencies", "schemas"),
    )
)
"""The maps whose values are schemas."""

_COMPONENT = re.compile(r"#/(?:components/schemas|definitions)/[^/]+")


def may_stand_for(key: str | int, ref: str) -> bool:
    """Whether `ref` can have a map, a list or a text behind it, which then are the value of `key`.

    That it leads to one schema is no sign of it: then `key` is the name of a property.
    """
    return key in SCHEMA_MAPS or _COMPONENT.fullmatch(ref) is None


def is_unusual(place: Place) -> bool:
    """Whether the reference at `place` stands for a whole map, a list or a text."""
    node, around, key, kind = place
    is_odd = kind == NAMES or (key in UNUSUAL and around is not None and around[3] == KEYWORDS)
    return is_odd and may_stand_for(key, node["$ref"])


def names_a_file(value: str) -> bool:
    """Whether a value of a discriminator's `mapping` is a reference to a file, not a name."""
    file = value.partition("#")[0]
    return "/" in file or file.endswith((".json", ".yaml", ".yml"))
