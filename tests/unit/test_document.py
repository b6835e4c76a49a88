"""`clientsmith.document`: nodes, references, cycles."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.source import Sources


def document(main: Any, **files: Any) -> tuple[Document, Diagnostics]:
    diagnostics = Diagnostics("main.yaml")
    trees = {"main.yaml": main, **{f"{name}.yaml": tree for name, tree in files.items()}}
    sources = Sources("main.yaml", dict.fromkeys(trees, b""), trees, originals=trees)
    return Document(sources, diagnostics), diagnostics


def test_node() -> None:
    found, _ = document({"a/b": {"~": [10, {"x": 1}]}})
    root = found.root
    assert (root.pointer, root.key, root.file) == ("#", "", "main.yaml")
    node = root.get("a/b")
    assert node is not None
    assert (node.pointer, node.key) == ("#/a~1b", "a/b")
    [(key, inner)] = node.items()
    assert (key, inner.key, inner.pointer) == ("~", "~", "#/a~1b/~0")
    assert [(one.pointer, one.value) for one in inner.elements()] == [
        ("#/a~1b/~0/0", 10),
        ("#/a~1b/~0/1", {"x": 1}),
    ]
    assert root.get("nothing") is None
    assert inner.get("0") is None
    assert list(inner.items()) == [] == list(root.elements())
    assert node.follow() is node


MAIN: Any = {
    "a": {"x y": [1, {"deep": 2}], "~/": 3, "%": 4, "p%41": 5},
    "chain": {"$ref": "#/chain2"},
    "chain2": {"$ref": "other.yaml#/back"},
    "through": {"$ref": "#/a"},
    "anchored": {"$anchor": "here", "v": 1},
    "dynamic": {"$dynamicAnchor": "there"},
    "known": {"$id": "https://e.com/s", "$defs": {"in": {"v": 2}}},
    "schema": {"properties": {"q": {"r": {}}}, "$defs": {"local": {"v": 3}}},
}
OTHER: Any = {"back": {"$ref": "main.yaml#/a"}, "middle": {"inner": {"v": 9}}}


@pytest.mark.parametrize(
    ("ref", "pointer"),
    [
        ("#", "#"),
        ("", "#"),
        ("#/a", "#/a"),
        ("#/a/x%20y/1/deep", "#/a/x y/1/deep"),
        ("#/a/x y/0", "#/a/x y/0"),
        ("#/a/~0~1", "#/a/~0~1"),
        ("#/a/%25", "#/a/%"),
        ("#/a/p%2541", "#/a/p%41"),
        ("#/a/p%41", "#/a/p%41"),
        ("#/chain", "#/chain"),
        ("#/chain/x y/0", "#/a/x y/0"),
        ("#/through/%25", "#/a/%"),
        ("main.yaml#/a", "#/a"),
        ("./main.yaml#/a", "#/a"),
        ("other.yaml", "other.yaml#"),
        ("other.yaml#", "other.yaml#"),
        ("other.yaml#/middle/inner", "other.yaml#/middle/inner"),
        ("other.yaml#/back/%25", "#/a/%"),
        ("#here", "#/anchored"),
        ("main.yaml#there", "#/dynamic"),
        ("https://e.com/s", "#/known"),
        ("https://e.com/s#/$defs/in", "#/known/$defs/in"),
        ("#/a/x y/2", None),
        ("#/a/x y/01", None),
        ("#/a/x y/-", None),
        ("#/a/x y/" + "9" * 5000, None),
        ("#/nothing", None),
        ("#nowhere", None),
        ("missing.yaml", None),
        ("https://e.com/other", None),
        ("#/a/%2541", None),
    ],
)
def test_resolve(ref: str, pointer: str | None) -> None:
    found, diagnostics = document(MAIN, other=OTHER)
    node = found.resolve(ref, found.root)
    assert (node and node.pointer) == pointer
    assert found.resolve(ref, found.root) == node or node is not None
    assert list(diagnostics) == []


def test_embedded_definitions() -> None:
    """`#/$defs/X` below a schema that has it, though the document's root has not."""
    found, _ = document(MAIN)
    base = found.at("#/schema/properties/q/r")
    assert base is not None
    node = found.resolve("#/$defs/local", base)
    assert node is not None and node.pointer == "#/schema/$defs/local"
    assert found.resolve("#/$defs/local", found.root) is None


IDENTIFIED: Any = {
    "openapi": "3.1.0",
    "components": {
        "schemas": {
            "A": {
                "$id": "https://e.com/schemas/a",
                "properties": {"p": {"v": 1}, "q": {"$id": "sub/q", "$anchor": "x"}},
                "$defs": {"d": {"v": 2}},
            },
            "B": {"$id": "/schemas/b", "$anchor": "x"},
            "C": {"properties": {"$id": {"type": "string"}}},
        }
    },
}


@pytest.mark.parametrize(
    ("base", "ref", "pointer"),
    [
        # Within a schema with an `$id`, `#` is that schema ...
        ("A/properties/p", "#", "A"),
        ("A/properties/p", "#/$defs/d", "A/$defs/d"),
        ("A/properties/q", "#x", "A/properties/q"),
        # ... unless there is nothing; many `$id`s are only decoration.
        ("A/properties/p", "#/components/schemas/C", "C"),
        ("C", "#/components/schemas/A/$defs/d", "A/$defs/d"),
        # Others are named relative to it.
        ("A/properties/p", "sub/q", "A/properties/q"),
        ("A/properties/p", "b#x", None),
        ("A", "https://e.com/schemas/sub/q#", "A/properties/q"),
        ("C", "/schemas/b#x", "B"),
        ("C", "https://e.com/schemas/a#/properties/p", "A/properties/p"),
        # A property named `$id` is none.
        ("C/properties/$id", "#/properties", None),
    ],
)
def test_identified_schemas(base: str, ref: str, pointer: str | None) -> None:
    found, _ = document(IDENTIFIED)
    prefix = "#/components/schemas/"
    at = found.at(prefix + base)
    assert at is not None
    node = found.resolve(ref, at)
    assert (node and node.pointer) == (pointer and prefix + pointer)


def test_a_document_known_by_self() -> None:
    main = {"openapi": "3.2.0", "$self": "https://e.com/api/main", "a": {"b": 1}}
    other = {"openapi": "3.2.0", "$self": "https://e.com/shared/x", "c": {"d": 2}}
    found, _ = document(main, far=other)
    for ref, pointer in (
        ("https://e.com/api/main#/a", "#/a"),
        ("../shared/x#/c", "far.yaml#/c"),
        ("main#/a", "#/a"),
        ("#/a", "#/a"),
        ("far.yaml#/c", "far.yaml#/c"),
    ):
        node = found.resolve(ref, found.root)
        assert node is not None and node.pointer == pointer, ref


def test_a_place_inside_what_was_wrapped_for_null() -> None:
    wrapped = {"anyOf": [{"allOf": [{}], "properties": {"p": {"v": 1}}}, {"type": "null"}]}
    found, _ = document({"s": wrapped, "t": {"anyOf": [{"properties": {"p": {}}}]}})
    node = found.resolve("#/s/properties/p", found.root)
    assert node is not None and node.pointer == "#/s/anyOf/0/properties/p"
    assert found.resolve("#/t/properties/p", found.root) is None


def test_follow() -> None:
    found, diagnostics = document(MAIN, other=OTHER)
    node = found.at("#/chain")
    assert node is not None and node.follow().pointer == "#/a"
    assert list(diagnostics) == []


@pytest.mark.parametrize(
    ("tree", "start", "code", "pointer", "hint"),
    [
        ({"a": {"$ref": "#/a"}}, "#/a", "ref/cycle", "#/a/$ref", None),
        ({"a": {"$ref": "#/b"}, "b": {"$ref": "#/b"}}, "#/a", "ref/cycle", "#/b/$ref", None),
        (
            {"a": {"$ref": "#/b"}, "b": {"$ref": "other.yaml#/c"}},
            "#/a",
            "ref/cycle",
            "#/a/$ref",
            None,
        ),
        ({"a": {"$ref": "#/a/b"}}, "#/a", "ref/unresolved", "#/a/$ref", ""),
        (
            {"a": {"$ref": "#/components/schemas/Dgo/x"}, "components": {"schemas": {"Dog": {}}}},
            "#/a",
            "ref/unresolved",
            "#/a/$ref",
            "did you mean #/components/schemas/Dog/x?",
        ),
        (
            {"a": {"$ref": "#pat"}, "b": {"$anchor": "pet"}},
            "#/a",
            "ref/unresolved",
            "#/a/$ref",
            "did you mean #pet?",
        ),
    ],
)
def test_follow_reports(tree: Any, start: str, code: str, pointer: str, hint: str | None) -> None:
    found, diagnostics = document(tree, other={"c": {"$ref": "main.yaml#/a"}})
    node = found.at(start)
    assert node is not None
    for _ in range(3):
        end = node.follow()
        assert (end.value, end.pointer) == ({}, start)
    [one] = diagnostics
    assert (one.code, one.pointer) == (code, pointer)
    if hint is not None:
        assert one.hint == hint


def test_refused_is_not_reported_again() -> None:
    diagnostics = Diagnostics("main.yaml")
    tree = {"a": {"$ref": "http://x/"}, "b": {"$ref": "bad.yaml"}}
    sources = Sources(
        "main.yaml",
        {"main.yaml": b"", "bad.yaml": b"["},
        {"main.yaml": tree},
        refused=frozenset({("main.yaml", "http://x/")}),
    )
    found = Document(sources, diagnostics)
    for _, node in found.root.items():
        assert node.follow().value == {}
    assert list(diagnostics) == []


def test_long_chains_do_not_recurse() -> None:
    tree: Any = {str(i): {"$ref": f"#/{i + 1}"} for i in range(20_000)}
    tree["20000"] = {"end": 1}
    found, diagnostics = document(tree)
    node = found.at("#/0")
    assert node is not None and node.follow().value == {"end": 1}
    assert list(diagnostics) == []


NAMES = st.sampled_from(["a", "b", "c"])
REFS = st.builds(
    lambda file, path: f"{file}#" + "".join(f"/{one}" for one in path),
    st.sampled_from(["", "main.yaml", "other.yaml"]),
    st.lists(NAMES, max_size=3),
)
GRAPHS = st.recursive(
    st.builds(lambda ref: {"$ref": ref}, REFS),
    lambda inner: st.dictionaries(NAMES, inner, min_size=1),
    max_leaves=8,
)


@given(GRAPHS, GRAPHS)
@settings(deadline=None, max_examples=300)
def test_following_ends(main: Any, other: Any) -> None:
    """Whatever the references do, `follow` ends, and each place is reported once."""
    found, diagnostics = document(main, other=other)
    stack = [found.root]
    while stack:
        node = stack.pop()
        end = node.follow()
        assert "$ref" not in end.value
        stack.extend(child for _, child in node.items() if isinstance(child.value, dict))
    places = [(one.code, one.pointer) for one in diagnostics]
    assert len(places) == len(set(places))
