"""Unions and the tags that tell their variants apart; enums."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest
from tests.support import from_file
from tests.unit.normalizing import SCHEMAS, api_of, codes, document, members, run, short

from clientsmith import ir


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def pet(**parts: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}, **parts},
    }


def union(api: ir.Api, name: str = "Pet") -> str:
    found = api.schemas[SCHEMAS + name]
    assert isinstance(found, ir.Alias)
    return short(found.type)


TAGS: list[tuple[str, dict[str, Any], str]] = [
    (
        "no discriminator, no tag",
        {"Pet": {"oneOf": [ref("Cat"), ref("Dog")]}, "Cat": pet(a={}), "Dog": pet(b={})},
        "&Cat | &Dog",
    ),
    (
        "a variant that is the union by another name",
        {
            "Pet": {"oneOf": [ref("Cat"), ref("Again"), {"type": "string"}]},
            "Cat": pet(a={}),
            "Again": {"allOf": [ref("Pet")]},
        },
        "&Cat | string",
    ),
    (
        "implicit names",
        {
            "Pet": {"oneOf": [ref("Cat"), ref("Dog")], "discriminator": {"propertyName": "kind"}},
            "Cat": pet(a={}),
            "Dog": pet(b={}),
        },
        "&Cat | &Dog by kind{'Cat': 0, 'Dog': 1}",
    ),
    (
        "explicit mapping, by reference and by name, and an implicit rest",
        {
            "Pet": {
                "anyOf": [ref("Cat"), ref("Dog"), ref("Eel")],
                "discriminator": {
                    "propertyName": "kind",
                    "mapping": {"c": "#/components/schemas/Cat", "cc": "Cat", "d": "Dog"},
                },
            },
            "Cat": pet(a={}),
            "Dog": pet(b={}),
            "Eel": pet(e={}),
        },
        "&Cat | &Dog | &Eel by kind{'c': 0, 'cc': 0, 'd': 1, 'Eel': 2}",
    ),
    (
        "constants",
        {
            "Pet": {"oneOf": [ref("Cat"), ref("Dog")]},
            "Cat": {"properties": {"kind": {"const": "cat"}}},
            "Dog": {"properties": {"kind": {"enum": ["dog"]}}},
        },
        "&Cat | &Dog by kind{'cat': 0, 'dog': 1}",
    ),
    (
        "constants beat component names",
        {
            "Pet": {"oneOf": [ref("Cat"), ref("Dog")], "discriminator": {"propertyName": "kind"}},
            "Cat": {"properties": {"kind": {"const": "cat"}}},
            "Dog": {"properties": {"kind": {"enum": ["dog", "puppy"]}}},
        },
        "&Cat | &Dog by kind{'cat': 0, 'dog': 1, 'puppy': 1}",
    ),
    (
        "equal constants tell nothing",
        {
            "Pet": {"oneOf": [ref("Cat"), ref("Dog")]},
            "Cat": {"properties": {"kind": {"const": "x"}, "a": {}}},
            "Dog": {"properties": {"kind": {"const": "x"}, "b": {}}},
        },
        "&Cat | &Dog",
    ),
    (
        "enum component as tag",
        {
            "Pet": {"oneOf": [ref("Cat"), ref("Dog")]},
            "Cat": {"properties": {"kind": ref("CatKind")}},
            "Dog": {"properties": {"kind": ref("DogKind")}},
            "CatKind": {"enum": ["cat"]},
            "DogKind": {"enum": ["dog"]},
        },
        "&Cat | &Dog by kind{'cat': 0, 'dog': 1}",
    ),
    (
        "union of unions",
        {
            "Pet": {"oneOf": [ref("Felid"), ref("Dog")]},
            "Felid": {"oneOf": [ref("Cat"), ref("Lion")]},
            "Cat": {"properties": {"kind": {"const": "cat"}}},
            "Lion": {"properties": {"kind": {"const": "lion"}}},
            "Dog": {"properties": {"kind": {"const": "dog"}}},
        },
        "&Cat | &Lion | &Dog by kind{'cat': 0, 'lion': 1, 'dog': 2}",
    ),
    (
        "text or objects",
        {
            "Pet": {"anyOf": [{"type": "string"}, ref("Cat"), ref("Dog")]},
            "Cat": {"properties": {"kind": {"const": "cat"}}},
            "Dog": {"properties": {"kind": {"const": "dog"}}},
        },
        "string | &Cat | &Dog by kind{'cat': 1, 'dog': 2}",
    ),
    (
        "inheritance: a parent with a discriminator stands for its heirs",
        {
            "Pet": {**pet(), "discriminator": {"propertyName": "kind"}},
            "Cat": {"allOf": [ref("Pet"), {"properties": {"a": {}}}]},
            "Dog": {"allOf": [ref("Pet"), {"properties": {"b": {}}}]},
            "Puppy": {"allOf": [ref("Dog"), {"properties": {"c": {}}}]},
        },
        "&Cat | &Dog | &Puppy by kind{'Cat': 0, 'Dog': 1, 'Puppy': 2}",
    ),
    (
        "inheritance with a mapping that names the parent too",
        {
            "Pet": {
                **pet(),
                "discriminator": {"propertyName": "kind", "mapping": {"p": "Pet", "c": "Cat"}},
            },
            "Cat": {"allOf": [ref("Pet"), {"properties": {"a": {}}}]},
            "Dog": {"allOf": [ref("Pet"), {"x-ms-discriminator-value": "wau"}]},
        },
        "&Cat | &Dog | &Pet/discriminator by kind{'p': 2, 'c': 0, 'Dog': 1}",
    ),
    (
        "one variant for all other values",
        {
            "Pet": {
                "oneOf": [ref("Cat"), ref("Any")],
                "discriminator": {"propertyName": "kind", "defaultMapping": "Any"},
            },
            "Cat": pet(a={}),
            "Any": {"properties": {"kind": {"type": "string"}}},
        },
        "&Cat | &Any by kind{'Cat': 0, 'Any': 1} else 1",
    ),
    (
        "a parent for all other values",
        {
            "Pet": {**pet(), "discriminator": {"propertyName": "kind", "defaultMapping": "Pet"}},
            "Cat": {"allOf": [ref("Pet"), {"properties": {"a": {}}}]},
            "Dog": {"allOf": [ref("Pet"), {"properties": {"b": {}}}]},
        },
        "&Cat | &Dog | &Pet/discriminator by kind{'Cat': 0, 'Dog': 1} else 2",
    ),
]


@pytest.mark.parametrize(("schemas", "want"), [row[1:] for row in TAGS], ids=[r[0] for r in TAGS])
def test_tags(schemas: dict[str, Any], want: str) -> None:
    assert union(api_of(document(schemas=schemas))) == want


def test_heirs_have_the_tag_as_a_constant() -> None:
    [schemas] = [given for name, given, _ in TAGS if name.startswith("inheritance: ")]
    api = api_of(document(schemas=schemas))
    assert members(api.schemas[SCHEMAS + "Cat"]) == {"kind!": "='Cat'", "a": "any"}
    assert members(api.schemas[SCHEMAS + "Puppy"]) == {"kind!": "='Puppy'", "b": "any", "c": "any"}


def test_an_heir_that_adds_nothing_has_its_own_tag() -> None:
    schemas = {
        "Pet": {**pet(), "discriminator": {"propertyName": "kind"}},
        "Cat": {"type": "object", "allOf": [ref("Pet")]},
        "Kitten": {"allOf": [ref("Cat"), {"properties": {"weeks": {}}}]},
    }
    api = api_of(document(schemas=schemas))
    assert union(api) == "&Cat | &Kitten by kind{'Cat': 0, 'Kitten': 1}"
    assert members(api.schemas[SCHEMAS + "Cat"]) == {"kind!": "='Cat'"}


FILES = {
    "models/pet.yaml": """
        type: object
        properties: {kind: {type: string}}
        discriminator: {propertyName: kind, mapping: {c: cat.yaml}, defaultMapping: more.yaml#/Eel}
    """,
    "models/cat.yaml": "allOf: [{$ref: pet.yaml}, {properties: {lives: {type: integer}}}]",
    "models/more.yaml": """
        Eel: {allOf: [{$ref: pet.yaml}, {properties: {length: {type: number}}}]}
        Hen:
          $defs: {Chick: {allOf: [{$ref: '#/Hen'}, {properties: {age: {type: integer}}}]}}
          allOf: [{$ref: pet.yaml}]
          properties: {inline: {allOf: [{$ref: pet.yaml}, {properties: {x: {}}}]}}
    """,
}


def test_heirs_may_be_in_other_files(tmp_path: Path) -> None:
    """Named ones, in whatever file: alone in it, in a map, among `$defs`, in the main document."""
    schemas = {
        "Pet": {"$ref": "models/pet.yaml"},
        "Fox": {"allOf": [{"$ref": "models/pet.yaml"}, {"properties": {"tail": {}}}]},
    }
    tree = document(schemas=schemas)
    for name, text in {"api.json": json.dumps(tree), **FILES}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text))
    api = from_file(tmp_path / "api.json").api
    assert api is not None
    [found] = [it for it in api.schemas.values() if it.name.words == ("pet",)]
    assert isinstance(found, ir.Alias)
    assert isinstance(found.type, ir.Union)
    tags = found.type.discriminator
    assert tags is not None
    heirs = [it.pointer for it in found.type.variants if isinstance(it, ir.Ref)]
    by_tag = {tag: heirs[index].rpartition("/")[2] for tag, index in tags.mapping}
    assert by_tag == {
        **{"c": "cat.yaml#", "Fox": "Fox", "Eel": "Eel", "Hen": "Hen", "Chick": "Chick"},
    }
    assert tags.default == heirs.index("models/more.yaml#/Eel")


def test_references_to_a_parent_are_the_union() -> None:
    schemas = {**TAGS[-2][1], "Home": {"properties": {"pets": {"items": ref("Pet")}}}}
    api = api_of(document(schemas=schemas))
    assert members(api.schemas[SCHEMAS + "Home"]) == {"pets": "[&Pet]"}


def test_a_parent_with_one_heir_is_a_variant_itself() -> None:
    schemas = {
        "Pet": {**pet(), "discriminator": {"propertyName": "kind"}},
        "Cat": {"allOf": [ref("Pet"), {"properties": {"a": {}}}]},
    }
    api = api_of(document(schemas=schemas))
    assert union(api) == "&Cat | &Pet/discriminator by kind{'Cat': 0, 'Pet': 1}"
    base = api.schemas[SCHEMAS + "Pet/discriminator"]
    assert isinstance(base, ir.Object)
    assert (base.name.words, base.origin.parent) == (("base",), SCHEMAS + "Pet")


def test_properties_beside_a_union_belong_to_every_variant() -> None:
    schemas = {
        "Pet": {
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": "string"}},
            "oneOf": [ref("Cat"), {"properties": {"kind": {"const": "dog"}}, "title": "Dog"}],
            "discriminator": {"propertyName": "kind"},
        },
        "Cat": {"properties": {"kind": {"const": "cat"}}},
    }
    api = api_of(document(schemas=schemas))
    first, second = SCHEMAS + "Pet/oneOf/0", SCHEMAS + "Pet/oneOf/1"
    assert union(api) == "&Pet/oneOf/0 | &Pet/oneOf/1 by kind{'cat': 0, 'dog': 1}"
    assert members(api.schemas[first]) == {"id!": "string", "kind": "='cat'"}
    assert members(api.schemas[second]) == {"id!": "string", "kind": "='dog'"}
    assert [api.schemas[one].name.words for one in (first, second)] == [("cat",), ("dog",)]


def test_inline_unions_of_objects_get_a_name() -> None:
    schemas = {
        "Home": {
            "properties": {"pets": {"type": "array", "items": {"oneOf": [ref("Cat"), ref("Dog")]}}}
        },
        "Cat": pet(a={}),
        "Dog": pet(b={}),
    }
    api = api_of(document(schemas=schemas))
    assert members(api.schemas[SCHEMAS + "Home"]) == {"pets": "[&Home/properties/pets/items]"}
    found = api.schemas[SCHEMAS + "Home/properties/pets/items"]
    assert isinstance(found, ir.Alias)
    assert found.name.words == ("pet",)
    assert short(found.type) == "&Cat | &Dog"


def test_mistakes_in_discriminators() -> None:
    schemas = {
        "Pet": {
            "oneOf": [ref("Cat"), ref("Dog")],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {"x": "Nothing", "y": "Other", "z": 5},
                "defaultMapping": "Nobody",
            },
        },
        "Cat": pet(a={}),
        "Dog": pet(b={}),
        "Other": pet(),
        "Bare": {"oneOf": [ref("Cat"), ref("Dog")], "discriminator": {}},
    }
    api, diagnostics, _ = run(document(schemas=schemas))
    assert union(api) == "&Cat | &Dog by kind{'Cat': 0, 'Dog': 1}"
    assert sorted((one.code, one.pointer.removeprefix(SCHEMAS)) for one in diagnostics) == [
        ("discriminator/mapping", "Pet/discriminator"),
        ("discriminator/mapping", "Pet/discriminator/defaultMapping"),
        ("discriminator/mapping", "Pet/discriminator/mapping/x"),
        ("discriminator/property", "Bare/discriminator"),
        ("document/type", "Pet/discriminator/mapping/z"),
    ]


def test_several_unions_at_once_are_all_combinations() -> None:
    schema = {"allOf": [{"oneOf": [ref("A"), ref("B")]}, {"oneOf": [ref("C"), ref("D")]}]}
    others = {name: pet(**{name: {}}) for name in "ABCD"}
    api = api_of(document(schemas={"X": schema, **others}))
    union = api.schemas[SCHEMAS + "X"]
    assert isinstance(union, ir.Alias) and isinstance(union.type, ir.Union)
    found = [api.schemas[one.pointer] for one in union.type.variants if isinstance(one, ir.Ref)]
    assert [
        ("_".join(one.name.words), [it.name.wire for it in one.properties])
        for one in found
        if isinstance(one, ir.Object)
    ] == [(f"{x}_{y}".lower(), ["kind", x, y]) for x in "AB" for y in "CD"]
    assert not codes(document(schemas={"X": schema, **others}))


def test_a_tag_that_variants_do_not_declare_is_theirs_all_the_same() -> None:
    """What tells them apart would be lost between receiving and sending."""
    either = {"oneOf": [ref("A"), ref("B")], "discriminator": {"propertyName": "kind"}}
    other = {"oneOf": [ref("B"), ref("C")], "discriminator": {"propertyName": "sort"}}
    schemas = {name: {"properties": {name: {}}} for name in "ABC"}
    api = api_of(document(schemas={"X": either, "Y": other, **schemas}))
    assert [list(members(api.schemas[SCHEMAS + name]).items()) for name in "ABC"] == [
        [("kind", "='A'"), ("A", "any")],
        [("B", "any")],  # it has two names
        [("sort", "='C'"), ("C", "any")],
    ]


def kinds(*values: str) -> dict[str, Any]:
    return {"required": ["kind"], "properties": {"kind": {"enum": list(values)}}}


IMPOSSIBLE: list[tuple[str, dict[str, Any], list[str]]] = [
    ("one is left", {"allOf": [kinds("b"), {"oneOf": [ref("A"), ref("B")]}]}, ["B"]),
    ("two are left", {**kinds("a", "b"), "oneOf": [ref("A"), ref("B"), ref("C")]}, ["A", "B"]),
    (
        "of two unions",
        {"allOf": [{"oneOf": [ref("A"), ref("B")]}, {"anyOf": [ref("B"), ref("C")]}]},
        ["B B"],
    ),
    ("none is, so it is a mistake", {**kinds("d"), "oneOf": [ref("A"), ref("B")]}, ["A", "B"]),
]


@pytest.mark.parametrize(
    ("schema", "want"), [row[1:] for row in IMPOSSIBLE], ids=[row[0] for row in IMPOSSIBLE]
)
def test_variants_that_contradict_what_is_beside_them(
    schema: dict[str, Any], want: list[str]
) -> None:
    others = {name: kinds(name.lower()) for name in "ABC"}
    api = api_of(document(schemas={"X": schema, **others}))
    found = [
        " ".join(one.name.words).upper()
        for pointer, one in api.schemas.items()
        if isinstance(one, ir.Object) and pointer.startswith(SCHEMAS + "X/")
    ]
    assert found == want


def test_too_many_combinations_are_reported() -> None:
    names = [f"V{number}" for number in range(9)]
    schema = {"allOf": [{"oneOf": list(map(ref, names))}, {"anyOf": list(map(ref, names))}]}
    others = {name: pet(**{name: {}}) for name in names}
    assert codes(document(schemas={"X": schema, **others})) == ["schema/several-unions"]


@pytest.mark.parametrize(
    ("cat", "dog", "mapping", "want", "said"),
    [
        (["cat"], ["dog"], {"cat": "Cat", "dog": "Dog"}, {"cat": 0, "dog": 1}, []),
        (["cat", "dog"], ["cat", "dog"], {}, {"cat": 0, "dog": 1}, []),
        (["Cat", "Dog"], ["Cat", "Dog"], {}, {"Cat": 0, "Dog": 1}, []),
        (["a", "b"], ["b", "c"], {}, {"a": 0, "c": 1}, []),
        (
            ["cat"],
            ["dog"],
            {"x": "Cat", "dog": "Dog"},
            {"dog": 1, "cat": 0},
            ["discriminator/contradiction"],
        ),
    ],
)
def test_what_variants_say_of_their_tag(
    cat: list[str], dog: list[str], mapping: Any, want: dict[str, int], said: list[str]
) -> None:
    told = {"propertyName": "tag", "mapping": {k: SCHEMAS + v for k, v in mapping.items()}}
    tree = document(
        schemas={
            "Pet": {"oneOf": [ref("Cat"), ref("Dog")], "discriminator": told},
            "Cat": {"properties": {"tag": {"enum": cat}, "a": {}}},
            "Dog": {"properties": {"tag": {"enum": dog}, "b": {}}},
        }
    )
    union = api_of(tree).schemas[SCHEMAS + "Pet"]
    assert isinstance(union, ir.Alias) and isinstance(union.type, ir.Union)
    assert union.type.discriminator is not None
    assert dict(union.type.discriminator.mapping) == want
    assert codes(tree) == said


# --- enums -------------------------------------------------------------------------------------


def enum(**parts: Any) -> ir.Enum:
    found = api_of(document(schemas={"Kind": parts})).schemas[SCHEMAS + "Kind"]
    assert isinstance(found, ir.Enum)
    return found


def spelling(found: ir.Enum) -> dict[Any, str]:
    return {one.value: "_".join(one.name.words) for one in found.members}


ENUMS: list[tuple[str, dict[str, Any], dict[Any, str]]] = [
    ("plain", {"enum": ["parse", "parse_v2"]}, {"parse": "parse", "parse_v2": "parse_v2"}),
    ("signs", {"enum": ["+1", "-1"]}, {"+1": "plus_1", "-1": "minus_1"}),
    ("cases", {"enum": ["ASC", "asc"]}, {"ASC": "asc_upper", "asc": "asc_lower"}),
    ("empty", {"enum": ["", "a"]}, {"": "empty", "a": "a"}),
    ("numbers", {"enum": [1, 2.5, -3]}, {1: "1", 2.5: "2_point_5", -3: "minus_3"}),
    ("twice", {"enum": ["a", "a", "b"]}, {"a": "a", "b": "b"}),
    ("varnames", {"enum": [1, 2], "x-enum-varnames": ["One", "TWO"]}, {1: "one", 2: "two"}),
    ("NSwag", {"enum": [1, 2], "x-enumNames": ["One", "Two"]}, {1: "one", 2: "two"}),
    (
        "Speakeasy map",
        {"enum": [1, 2], "x-speakeasy-enums": {"2": "Second"}},
        {1: "1", 2: "second"},
    ),
    (
        "Fern",
        {"enum": [">", "<"], "x-fern-enum": {">": {"name": "Above"}}},
        {">": "above", "<": "less"},
    ),
    (
        "Azure",
        {"enum": ["a", "b"], "x-ms-enum": {"name": "X", "values": [{"value": "b", "name": "Bee"}]}},
        {"a": "a", "b": "bee"},
    ),
    (
        "Stainless",
        {"enum": ["a", "b"], "x-stainless-renameMap": {"first": "a"}},
        {"a": "first", "b": "b"},
    ),
    (
        "constants",
        {"oneOf": [{"const": "a", "title": "First"}, {"const": "b"}]},
        {"a": "first", "b": "b"},
    ),
    (
        "enums of one",
        {"anyOf": [{"enum": ["a"]}, {"enum": ["b"]}, {"type": "null"}]},
        {"a": "a", "b": "b"},
    ),
    ("open list", {"type": "string", "x-extensible-enum": ["a", "b"]}, {"a": "a", "b": "b"}),
]


@pytest.mark.parametrize(("given", "want"), [row[1:] for row in ENUMS], ids=[r[0] for r in ENUMS])
def test_enum_members(given: dict[str, Any], want: dict[Any, str]) -> None:
    assert spelling(enum(**given)) == want


def test_enum_types_and_texts() -> None:
    found = enum(
        **{
            "type": "string",
            "enum": ["a", "b"],
            "x-enum-descriptions": ["The first", ""],
            "x-enum-deprecated": ["b"],
        }
    )
    assert found.type == ir.String()
    assert [one.docs for one in found.members] == [
        ir.Docs(description="The first"),
        ir.Docs(deprecated=True),
    ]
    assert enum(enum=[1, 2]).type == ir.Integer()
    assert enum(enum=[1, 2.5]).type == ir.Number()
    assert enum(enum=[1, "a"]).type == ir.Any()
    assert enum(enum=[{"a": 1}, [2]]).type == ir.Any()


def test_a_list_of_names_must_be_as_long_as_the_enum() -> None:
    tree = document(schemas={"Kind": {"enum": ["a", "b"], "x-enum-varnames": ["A"]}})
    _, diagnostics, _ = run(tree)
    [found] = diagnostics
    assert (found.code, found.pointer) == ("extension/malformed", SCHEMAS + "Kind/x-enum-varnames")


def test_ten_thousand_members() -> None:
    found = enum(enum=[f"value {number}" for number in range(10_000)])
    assert len({one.name.words for one in found.members}) == 10_000


def test_an_empty_enum_allows_everything() -> None:
    tree = document(schemas={"A": {"properties": {"kind": {"type": "string", "enum": []}}}})
    api, diagnostics, _ = run(tree)
    assert members(api.schemas[SCHEMAS + "A"]) == {"kind": "string"}
    assert [one.code for one in diagnostics] == ["schema/enum-empty"]
