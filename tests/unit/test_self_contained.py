"""What the text of a document shows of its references, held against a walk through its tree."""

from __future__ import annotations

from pathlib import Path
from typing import Any as Json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsmith import references, source
from clientsmith.diagnostics import Diagnostics
from clientsmith.self_contained import is_self_contained
from clientsmith.syntax import MAX_DEPTH

HERE = {"$ref": "#/components/schemas/Pet"}


@pytest.mark.parametrize(
    ("tree", "want"),
    [
        ({}, True),
        ({"properties": {"pet": HERE}}, True),
        ({"allOf": [HERE, {"type": "object"}]}, True),
        ({"properties": {"description": HERE, "parameters": HERE, "$price": HERE}}, True),
        ({"example": "$ref", "description": '"$ref": "other.yaml"'}, True),
        ({"discriminator": {"mapping": {"a/b": "Pet", "c": "#/components/schemas/c"}}}, True),
        ({"discriminator": {"mapping": {}, "defaultMapping": "Pet"}}, True),
        ({"$ref": "other.yaml"}, False),
        ({"properties": {"pet": {"description": "a pet", **HERE}}}, False),  # not first: looked at
        ({"$ref": 1}, False),
        ({"properties": {"$ref": HERE}}, False),
        ({"$id": "https://example.com/pet"}, False),
        ({"$self": "/openapi", "$ref": "#/a"}, False),
        ({"properties": {"properties": HERE}}, False),
        ({"$defs": {"$ref": "#/components/schemas"}}, False),
        ({"description": {"$ref": "#/x-texts/pet"}}, False),
        ({"parameters": {"$ref": "#/components/parameters"}}, False),
        ({"discriminator": {"mapping": {"a": "pets/a"}}}, False),
        ({"discriminator": {"mapping": {"a": "a.yaml"}}}, False),
        ({"discriminator": {"mapping": {"a": "a.json#x"}}}, False),
        ({"discriminator": {"defaultMapping": "a.yml"}}, False),
        ({"mapping": {"type": "object"}}, True),
        ({"mapping": {"items": HERE}}, False),
    ],
)
def test_by_the_text(tree: Json, want: bool) -> None:
    assert is_self_contained(msgspec.json.encode(tree)) is want


@pytest.mark.parametrize("levels", [MAX_DEPTH - 2, MAX_DEPTH, MAX_DEPTH + 1])
def test_levels(levels: int, tmp_path: Path) -> None:
    main = tmp_path / "main.json"
    main.write_bytes(b'{"a":' * levels + b"1" + b"}" * levels)
    diagnostics = Diagnostics("main.json")
    found = source.read(main, None, diagnostics)
    assert [it.code for it in diagnostics] == ["syntax/limit"] * (levels > MAX_DEPTH)
    assert len(found.trees) == (levels <= MAX_DEPTH)


KEYS = st.sampled_from(
    [
        *("$ref", "$id", "$self", "mapping", "defaultMapping", "discriminator", "properties"),
        *("description", "tags", "parameters", "schemas", "example", "x-a", 'a"$ref', "a\\", "a"),
        "$defs",
    ]
)
TEXTS = st.sampled_from(
    [
        *("", "#", "#/a", "#/components/schemas/Pet", "#/definitions/Pet", "#/definitions/a/b"),
        *("Pet", "a.yaml", "a/b", "a.json#x", '"$ref":"b.json"', '{"$ref":"#', "$id", "\\"),
    ]
)
TREES = st.recursive(
    TEXTS | st.just(1),
    lambda inner: st.dictionaries(KEYS, inner, max_size=4) | st.lists(inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, TREES, max_size=4))
@settings(deadline=None, max_examples=2000)
def test_what_is_self_contained_leads_nowhere(tree: dict[str, Json]) -> None:
    if not is_self_contained(msgspec.json.encode(tree)):
        return
    for place in references.objects(tree, "#"):
        ref = place[0].get("$ref")
        assert not references.own_identity(place)
        if isinstance(ref, str):
            assert ref.startswith("#") and not references.is_unusual(place)
        if references.is_discriminator(place):
            named = place[0].get("mapping")
            values = list(named.values()) if isinstance(named, dict) else []
            for value in (*values, place[0].get("defaultMapping")):
                assert not isinstance(value, str) or not references.names_a_file(value)


def test_only_a_default_mapping_leads_to_a_file(tmp_path: Path) -> None:
    main = tmp_path / "main.json"
    discriminator = {"propertyName": "kind", "defaultMapping": "pets/other.json"}
    main.write_bytes(msgspec.json.encode({"a": {"discriminator": discriminator}}))
    (tmp_path / "pets").mkdir()
    (tmp_path / "pets" / "other.json").write_text("{}")
    found = source.read(main, None, Diagnostics("main.json"))
    assert sorted(found.trees) == ["main.json", "pets/other.json"]
