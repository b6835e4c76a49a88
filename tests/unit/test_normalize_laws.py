"""What holds for every tree, broken ones too."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.normalizing import SCHEMAS, config, document, ok, operations, run

from clientsmith import ir, samples
from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.normalize.context import Context
from clientsmith.normalize.routes import routes
from clientsmith.source import Sources

PET = {
    "type": "object",
    "required": ["id", "kind"],
    "discriminator": {"propertyName": "kind", "mapping": {"cat": SCHEMAS + "Cat"}},
    "properties": {
        "id": {"type": "string", "format": "uuid", "readOnly": True},
        "kind": {"type": "string"},
        "friends": {"type": ["array", "null"], "items": {"$ref": SCHEMAS + "Pet"}},
        "state": {"enum": ["on", "off", None], "x-enum-varnames": ["On", "Off", "None"]},
        "owner": {
            "oneOf": [
                {"type": "object", "properties": {"type": {"const": "a"}, "name": {}}},
                {"type": "object", "properties": {"type": {"const": "b"}, "size": {}}},
            ]
        },
    },
    "additionalProperties": {"type": "integer", "minimum": 1},
}
SEED = document(
    {
        "/v1/pets/{id}": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
            ],
            "get": {
                "operationId": "getPet",
                "tags": ["pets"],
                "responses": ok({"$ref": SCHEMAS + "Pet"}),
            },
            "put": {
                "requestBody": {
                    "content": {
                        "multipart/form-data": {
                            "schema": {"properties": {"file": {"format": "binary"}}},
                            "encoding": {"file": {"contentType": "image/png"}},
                        }
                    }
                },
                "security": [{"key": []}, {}],
                "x-speakeasy-retries": {"strategy": "none"},
            },
        },
        "/v1/pets": {
            "get": {
                "parameters": [
                    {"name": "page_token", "in": "query", "schema": {"type": "string"}},
                    {
                        "name": "filter",
                        "in": "query",
                        "style": "deepObject",
                        "schema": {"properties": {"a": {"enum": ["x", "y"]}}},
                    },
                    {"$ref": "#/components/parameters/Limit"},
                ],
                "responses": ok(
                    {
                        "title": "PetPage",
                        "properties": {
                            "items": {
                                "type": "array",
                                "items": {"properties": {"a": {"type": "string"}}},
                            },
                            "next_page_token": {"type": "string"},
                        },
                    }
                ),
            },
            "post": {
                "x-fern-sdk-method-name": "add",
                "responses": {
                    "200": {"content": {"text/event-stream": {"schema": {"$ref": SCHEMAS + "Cat"}}}}
                },
            },
        },
    },
    {
        "Pet": PET,
        "Cat": {
            "allOf": [{"$ref": SCHEMAS + "Pet"}, {"properties": {"meow": {"type": "boolean"}}}]
        },
        "Both": {
            "anyOf": [{"$ref": SCHEMAS + "Cat"}, {"$ref": SCHEMAS + "Tree"}, {"type": "null"}]
        },
        "Tree": {
            "type": "object",
            "properties": {"left": {"$ref": SCHEMAS + "Tree"}, "tuple": {"prefixItems": [{}]}},
        },
    },
    {
        "parameters": {"Limit": {"name": "limit", "in": "query", "schema": {"type": "integer"}}},
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X"}},
    },
    servers=[{"url": "https://{a}.example.com", "variables": {"a": {"default": "x"}}}],
    webhooks={
        "w": {
            "post": {
                "requestBody": {
                    "content": {"application/json": {"schema": {"properties": {"a": {}}}}}
                }
            }
        }
    },
)

JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        -1,
        1.5,
        float("inf"),
        10**30,
        "",
        "x",
        [],
        {},
        [None],
        [[]],
        {"a": None},
        {"": ""},
        {"$ref": "#"},
        {"$ref": 5},
        {"$ref": "#/paths"},
        {"$ref": SCHEMAS + "Pet"},
        {"allOf": [None, {"$ref": SCHEMAS + "Cat"}]},
        {"oneOf": [1, {"$ref": SCHEMAS + "Both"}]},
        {"anyOf": {}},
        {"enum": [[], {}, None, 1, True]},
        {"const": {"a": [1]}},
        {"type": ["string", 5, None]},
        {"properties": [], "required": "a"},
        {"items": [1], "additionalProperties": 5},
        {"discriminator": {"propertyName": 5}},
        {"discriminator": {"propertyName": "kind", "mapping": {"x": 5, "y": "Nothing"}}},
    ]
)


def places(tree: Any) -> list[tuple[Any, Any]]:
    """(container, key) of every node."""
    found: list[tuple[Any, Any]] = []
    stack = [tree]
    while stack:
        one = stack.pop()
        keys: Any = (
            list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        )
        for key in keys:
            found.append((one, key))
            stack.append(one[key])
    return found


@st.composite
def broken(draw: st.DrawFn) -> Any:
    """The seed with some nodes dropped, replaced, doubled or swapped."""
    tree = copy.deepcopy(SEED)
    for _ in range(draw(st.integers(1, 6))):
        found = places(tree)
        if not found:
            break
        holder, key = found[draw(st.integers(0, len(found) - 1))]
        match draw(st.integers(0, 3)):
            case 0:
                holder[key] = copy.deepcopy(draw(JUNK))
            case 1:
                del holder[key]
            case 2:
                other, name = found[draw(st.integers(0, len(found) - 1))]
                holder[key] = copy.deepcopy(other[name])
            case _:
                other, name = found[draw(st.integers(0, len(found) - 1))]
                mine, theirs = copy.deepcopy(holder[key]), copy.deepcopy(other[name])
                holder[key] = theirs
                if name in other if isinstance(other, dict) else name < len(other):
                    other[name] = mine
    return tree


def referred(api: ir.Api) -> Iterator[str]:
    """The pointers of all references in an API."""
    stack: list[Any] = [api]
    while stack:
        one = stack.pop()
        if isinstance(one, ir.Ref):
            yield one.pointer
        elif isinstance(one, ir.Object):
            yield from one.bases
            stack.extend((one.properties, one.additional, one.patterns))
        elif isinstance(one, ir.Example):
            continue
        elif isinstance(one, msgspec.Struct):
            stack.extend(
                getattr(one, name)
                for name in one.__struct_fields__
                if name not in ("default", "value")
            )
        elif isinstance(one, dict):
            stack.extend(one.values())
        elif isinstance(one, tuple):
            stack.extend(one)


def check(tree: Any) -> None:
    """All laws for one tree."""
    api, diagnostics, _ = run(tree)
    # Every operation is there, or a note says why it is not; some have a method for each body.
    found = list(operations(api))
    written = [one for _, one in found if one.variant_of is None]
    skipped = [one for one in diagnostics if one.code == "operation/skipped"]
    assert len(written) + len(skipped) == count(tree)
    assert len({name for name, _ in found}) == len(found)
    # Names lead to schemas, schemas are known by their pointers, and have names.
    assert all(pointer in api.schemas for pointer in referred(api))
    scopes = set()
    for pointer, schema in api.schemas.items():
        assert schema.pointer == pointer
        assert schema.name.words
        scope = (schema.origin.parent, schema.origin.resource[:-1], schema.name.words)
        assert scope not in scopes
        scopes.add(scope)
        assert schema.origin.parent is None or schema.origin.parent in api.schemas
        assert not isinstance(schema, ir.Alias) or not isinstance(schema.type, ir.Nullable)
    for _, one in found:
        assert all(isinstance(part, str) or part in one.parameters for part in one.path)
        assert one.paging is None or one.paging.page in api.pages
    # Everything can have a sample.
    for pointer in api.schemas:
        for full in (True, False):
            samples.sample(ir.Ref(pointer=pointer), api.schemas, full=full)
    # Every diagnostic has a place.
    assert all(one.pointer.startswith("#") for one in diagnostics)


def count(tree: Any) -> int:
    """The operations that are written in a tree."""
    diagnostics = Diagnostics("x")
    sources = Sources("x", {}, {"x": tree})
    return len(routes(Context(Document(sources, diagnostics), config(), diagnostics)))


def test_the_seed_itself() -> None:
    check(SEED)
    api, diagnostics, _ = run(SEED)
    assert [one.code for one in diagnostics if one.severity.value != "note"] == []
    assert [name for name, _ in operations(api)] == [
        "add",
        "pets.retrieve",
        "pets.update",
        "pets.list",
    ]


@given(broken())
def test_broken_trees_give_an_api_and_diagnostics(tree: Any) -> None:
    check(tree)


KEYS = [
    "paths",
    "/a",
    "get",
    "components",
    "schemas",
    "A",
    "$ref",
    "allOf",
    "type",
    "properties",
    "items",
    "parameters",
]
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
)


@given(ANYTHING)
def test_any_json_gives_an_api(tree: Any) -> None:
    run(tree)


def test_the_same_tree_gives_the_same_api() -> None:
    first = msgspec.json.encode(run(SEED)[0])
    assert all(msgspec.json.encode(run(copy.deepcopy(SEED))[0]) == first for _ in range(3))


@given(st.randoms())
def test_order_changes_no_name(random: Any) -> None:
    tree = copy.deepcopy(SEED)
    for holder in (tree["paths"], tree["components"]["schemas"], *tree["paths"].values()):
        items = list(holder.items())
        random.shuffle(items)
        holder.clear()
        holder.update(items)
    first, second = run(SEED)[0], run(tree)[0]
    assert {name: one.pointer for name, one in operations(first)} == {
        name: one.pointer for name, one in operations(second)
    }
    assert {pointer: one.name for pointer, one in first.schemas.items()} == {
        pointer: one.name for pointer, one in second.schemas.items()
    }
