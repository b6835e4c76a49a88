"""What is written in an unusual way: references in place of a whole map, a list or a text, and
a query that is one parameter (3.2).

Tools that bundle documents by replacing every `$ref` allow them anywhere, so real documents have
`content: {$ref: ...}` and `description: {$ref: introduction.md}`. A map becomes one of references
to the members of the other, a text the other text.
"""

from __future__ import annotations

import posixpath
from typing import Any as Json
from urllib.parse import quote

import msgspec

from .. import pointers, references
from ..diagnostics import Diagnostics
from ..document import Document, Node
from ..source import Sources
from .rebuild import Edit, rebuild

_MAPS = frozenset(
    (
        *("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"),
        *("responses", "parameters", "requestBodies", "headers", "examples", "links", "schemas"),
        *("securitySchemes", "securityDefinitions", "callbacks", "content", "paths", "pathItems"),
    )
)
"""Maps whose members may be references."""

_LISTS = frozenset(("parameters", "allOf", "anyOf", "oneOf", "prefixItems"))
"""Lists whose elements may be references."""

_VALUES = frozenset(
    (
        *("description", "summary", "title", "servers", "tags", "security", "required", "enum"),
        *("variables", "scopes", "encoding", "consumes", "produces"),
    )
)
"""What is copied: nothing in it can be a reference to something relative."""

_CHAIN = 100
"""References in a row that are followed."""


def upgrade(sources: Sources) -> Sources:
    """`sources` with references only where OpenAPI has them, as far as they can be followed."""
    document = Document(sources, Diagnostics())
    trees: dict[str, Json] = {}
    for name, tree in sources.trees.items():
        is_looked_at = sources.unusual is not None and name not in sources.unusual
        if is_looked_at and b"querystring" not in sources.texts.get(name, b""):
            trees[name] = tree
            continue
        edits = _edits(name, tree, document)
        trees[name] = rebuild(tree, edits) if edits else tree
    if all(trees[name] is tree for name, tree in sources.trees.items()):
        return sources
    return msgspec.structs.replace(sources, trees=trees)


def _edits(name: str, tree: Json, document: Document) -> dict[int, Edit]:
    """Edits of the objects of `tree` that hold a misplaced reference."""
    prefix = pointers.prefix(name, document.main)
    edits: dict[int, Edit] = {}
    for place in references.objects(tree, prefix):
        node, _, _, kind = place
        if kind != references.KEYWORDS:
            continue
        if node.get("in") == "querystring":
            fresh = _query(node)
            if fresh is not None:
                edits[id(node)] = lambda _, fresh=fresh: fresh  # type: ignore[misc]
            continue
        for key, value in node.items():
            ref = value.get("$ref") if type(value) is dict else None
            if type(ref) is not str or not references.may_stand_for(key, ref):
                continue
            if key in _MAPS or key in _LISTS or key in _VALUES:
                fresh = _spliced(key, value, name, document)
                if fresh is not None:
                    changes = edits.setdefault(id(node), _Changes())
                    assert isinstance(changes, _Changes)
                    changes.members[key] = fresh
    return edits


def _query(node: dict[str, Json]) -> dict[str, Json] | None:
    """A parameter that is the whole query (3.2) as one that gives the query its members.

    The form-encoding of an object is what the style `form` makes of it. Other content types have
    no such form.
    """
    content = node.get("content")
    media = content.get("application/x-www-form-urlencoded") if type(content) is dict else None
    if (
        type(content) is not dict
        or type(media) is not dict
        or len(content) != 1
        or "schema" not in media
    ):
        return None
    fresh = {key: value for key, value in node.items() if key != "content"}
    kept = ("schema", "example", "examples", "encoding")
    about = {key: media[key] for key in kept if key in media}
    return {**fresh, "in": "query", "style": "form", "explode": True, **about}


class _Changes:
    """An edit that gives members other values."""

    def __init__(self) -> None:
        self.members: dict[str, Json] = {}

    def __call__(self, node: dict[str, Json]) -> dict[str, Json]:
        return {**node, **self.members}


def _spliced(key: str, value: dict[str, Json], file: str, document: Document) -> Json | None:
    """What to put in the place of the reference `value`, the field `key`; None: leave it."""
    ref = value["$ref"]
    at: Node | None = Node(value, pointers.prefix(file, document.main), document)
    for _ in range(_CHAIN):
        assert at is not None
        at = document.resolve(ref, at)
        if at is None:
            return None
        found = at.value
        if not (type(found) is dict and type(found.get("$ref")) is str):
            break
        ref = found["$ref"]
    else:
        return None
    base = reference_to(at.pointer, Node(value, pointers.prefix(file, document.main), document))
    if type(found) is dict and key in _MAPS:
        members = {
            name: _member(base, name, member)
            for name, member in found.items()
            if not name.startswith("x-")
        }
        own = {name: member for name, member in value.items() if name != "$ref"}
        return {**members, **own}
    if type(found) is list and key in _LISTS:
        return [_member(base, str(index), element) for index, element in enumerate(found)]
    if key in _VALUES and not (type(found) is dict and key in ("description", "summary", "title")):
        return found
    return None


def _member(base: str, name: str, member: Json) -> Json:
    if type(member) is not dict:
        return member
    return {"$ref": f"{base}/{pointers.escape(name).replace('%', '%25')}"}


def reference_to(pointer: str, node: Node) -> str:
    """A `$ref` to `pointer` that is written in the file of `node`."""
    file, tokens = pointers.split(pointer, node.document.main)
    way = "".join("/" + pointers.escape(token).replace("%", "%25") for token in tokens)
    if file == node.file:
        return f"#{way}"
    return quote(posixpath.relpath(file, posixpath.dirname(node.file) or ".")) + f"#{way}"
