"""Schemas: types, objects, enums, null, references, `allOf`."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from tests.unit.normalizing import (
    MAIN,
    SCHEMAS,
    api_of,
    codes,
    config,
    document,
    members,
    names,
    run,
    short,
)

from clientsmith import ir
from clientsmith.contents import place_of
from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.normalize import Inventory, normalize
from clientsmith.source import Sources

TYPES: list[tuple[str, Any, str]] = [
    ("true", True, "any"),
    ("empty", {}, "any"),
    ("false", False, "never"),
    ("string", {"type": "string"}, "string"),
    ("date", {"type": "string", "format": "date-time"}, "string:date-time"),
    ("integer", {"type": "integer", "format": "int64"}, "integer:int64"),
    ("number", {"type": "number"}, "number"),
    ("boolean", {"type": "boolean"}, "boolean"),
    ("null", {"type": "null"}, "null"),
    ("nullable", {"type": ["string", "null"]}, "string?"),
    ("null first", {"type": ["null", "integer"]}, "integer?"),
    ("anyOf null", {"anyOf": [{"type": "string"}, {"type": "null"}]}, "string?"),
    ("oneOf const null", {"oneOf": [{"const": None}, {"type": "string"}]}, "string?"),
    ("nullable array", {"type": ["array", "null"], "items": {"type": "string"}}, "[string]?"),
    ("const", {"const": "a"}, "='a'"),
    ("enum of one", {"enum": ["a"]}, "='a'"),
    ("enum of null", {"enum": [None]}, "null"),
    ("const or null", {"enum": ["a", None]}, "='a'?"),
    ("booleans", {"enum": [True, False]}, "boolean"),
    ("array", {"type": "array", "items": {"type": "string"}}, "[string]"),
    ("array of any", {"type": "array"}, "[any]"),
    ("array without type", {"items": {"type": "integer"}}, "[integer]"),
    (
        "tuple",
        {"prefixItems": [{"type": "string"}, {"type": "integer"}]},
        "(string, integer, *any)",
    ),
    ("closed tuple", {"prefixItems": [{"type": "string"}], "items": False}, "(string)"),
    ("old tuple", {"type": "array", "items": [{"type": "string"}]}, "(string, *any)"),
    ("map", {"type": "object", "additionalProperties": {"type": "integer"}}, "{integer}"),
    ("free map", {"type": "object"}, "{any}"),
    ("free map 2", {"type": "object", "additionalProperties": True}, "{any}"),
    ("patterns", {"patternProperties": {"^x": {"type": "string"}}}, "{string}"),
    ("two types", {"type": ["string", "integer"]}, "string | integer"),
    ("three types", {"type": ["string", "integer", "null"]}, "string | integer?"),
    ("numbers", {"type": ["integer", "number"]}, "number"),
    ("scalars", {"anyOf": [{"type": "string"}, {"type": "integer"}]}, "string | integer"),
    ("same twice", {"oneOf": [{"type": "string"}, {"type": "string"}]}, "string"),
    (
        "inner union",
        {"anyOf": [{"anyOf": [{"type": "string"}, {"type": "integer"}]}, {"type": "boolean"}]},
        "string | integer | boolean",
    ),
    ("union with any", {"anyOf": [{"type": "string"}, {}]}, "any"),
    ("one variant", {"oneOf": [{"type": "string", "format": "date"}]}, "string:date"),
    ("binary", {"type": "string", "format": "binary"}, "binary"),
    ("media", {"type": "string", "contentMediaType": "image/png"}, "binary"),
    ("base64", {"type": "string", "contentEncoding": "base64"}, "string:byte"),
    ("text media", {"type": "string", "contentMediaType": "application/json"}, "string"),
    ("by minLength", {"minLength": 1}, "string"),
    ("by minimum", {"minimum": 1}, "number"),
    ("by format", {"format": "uuid"}, "string:uuid"),
    ("by integer format", {"format": "int32"}, "integer:int32"),
    ("by minItems", {"minItems": 1}, "[any]"),
    ("allOf of one", {"allOf": [{"type": "string"}], "description": "x"}, "string"),
    ("allOf and text", {"allOf": [{"type": "string"}, {"description": "x"}]}, "string"),
    ("reference", {"$ref": "#/components/schemas/Pet"}, "&Pet"),
    ("reference chain", {"$ref": "#/components/schemas/Also"}, "&Pet"),
    ("reference and text", {"$ref": "#/components/schemas/Pet", "description": "x"}, "&Pet"),
    (
        "nullable reference",
        {"anyOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "null"}]},
        "&Pet?",
    ),
    (
        "nullable allOf",
        {"type": ["object", "null"], "allOf": [{"$ref": "#/components/schemas/Pet"}]},
        "&Pet?",
    ),
    ("reference to nullable", {"$ref": "#/components/schemas/Maybe"}, "&Maybe?"),
    ("reference to union with null", {"$ref": "#/components/schemas/MaybeBoth"}, "&MaybeBoth?"),
    ("intersection of strings", {"allOf": [{"type": "string"}, {"format": "uuid"}]}, "string:uuid"),
    ("integer of number", {"allOf": [{"type": "number"}, {"type": "integer"}]}, "integer"),
    ("enums meet", {"allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]}, "='b'"),
    ("known type", {"type": "String"}, "string"),
    ("unknown type", {"type": "thing"}, "any"),
]


@pytest.mark.parametrize(("given", "want"), [row[1:] for row in TYPES], ids=[r[0] for r in TYPES])
def test_types(given: Any, want: str) -> None:
    schemas = {
        "Holder": {"type": "object", "properties": {"value": given}},
        "Pet": {"type": "object", "properties": {"name": {"type": "string"}}},
        "Also": {"$ref": "#/components/schemas/Again"},
        "Again": {"$ref": "#/components/schemas/Pet"},
        "Maybe": {"type": ["object", "null"], "properties": {"a": {}}},
        "MaybeBoth": {"oneOf": [{"$ref": "#/components/schemas/Maybe"}, {"type": "string"}]},
    }
    api = api_of(document(schemas=schemas))
    assert members(api.schemas[SCHEMAS + "Holder"]) == {"value": want}


def test_components() -> None:
    schemas = {
        "Text": {"type": "string", "format": "date"},
        "Texts": {"type": "array", "items": {"type": "string"}},
        "Anything": {},
        "Colour": {"type": "string", "enum": ["red", "green", None]},
        "Only": {"type": "string", "enum": ["one"]},
        "Fixed": {"const": 1},
        "Empty": {"type": "object", "additionalProperties": False},
        "Free": {"type": "object"},
        "Other": {"$ref": "#/components/schemas/Text"},
        "Maybe": {"type": ["string", "null"]},
    }
    api = api_of(document(schemas=schemas))
    found = {
        pointer.removeprefix(SCHEMAS): (
            short(one.type) if not isinstance(one, ir.Object) else str(members(one))
        )
        for pointer, one in api.schemas.items()
    }
    assert found == {
        "Text": "string:date",
        "Texts": "[string]",
        "Anything": "any",
        "Colour": "string",
        "Only": "string",
        "Fixed": "=1",
        "Empty": "{}",
        "Free": "{any}",
        "Other": "&Text",
        "Maybe": "string",
    }
    kinds = [type(one).__name__ for one in api.schemas.values()]
    assert kinds == ["Alias"] * 3 + ["Enum"] * 2 + ["Alias", "Object"] + ["Alias"] * 3
    colour = api.schemas[SCHEMAS + "Colour"]
    assert isinstance(colour, ir.Enum)
    assert [one.value for one in colour.members] == ["red", "green"]


def test_an_object_with_everything() -> None:
    schema = {
        "type": "object",
        "description": "A pet.",
        "required": ["id", "missing"],
        "properties": {
            "id": {"type": "string", "readOnly": True, "description": "Its id", "examples": ["p1"]},
            "secret": {"type": "string", "writeOnly": True, "deprecated": True},
            "age": {"type": "integer", "minimum": 0, "maximum": 99, "default": 1},
            "nick": {"anyOf": [{"type": "string", "description": "Inner"}, {"type": "null"}]},
            "x-odd": {"type": "string"},
        },
        "additionalProperties": {"type": "string"},
        "patternProperties": {"^n_": {"type": "number"}},
        "externalDocs": {"url": "https://example.com"},
    }
    api, diagnostics, _ = run(document(schemas={"Pet": schema}))
    pet = api.schemas[SCHEMAS + "Pet"]
    assert isinstance(pet, ir.Object)
    assert members(pet) == {
        "id!": "string",
        "secret": "string",
        "age": "integer",
        "nick": "string?",
        "x-odd": "string",
    }
    identity, secret, age, nick, _ = pet.properties
    assert identity.read_only and not identity.write_only
    assert identity.docs == ir.Docs(description="Its id", examples=(ir.Example(value="p1"),))
    assert secret.write_only and secret.docs.deprecated
    assert age.default == 1
    assert age.type == ir.Integer(constraints=ir.Constraints(minimum=0, maximum=99))
    assert identity.default is msgspec.UNSET
    assert nick.docs.description == "Inner"
    assert pet.additional == ir.String()
    assert pet.patterns == (("^n_", ir.Number()),)
    assert pet.docs == ir.Docs(description="A pet.", external="https://example.com")
    assert [one.code for one in diagnostics] == ["schema/required"]


def test_all_of_unites_properties_and_required() -> None:
    schemas = {
        "Base": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string"},
                "state": {"type": "string", "enum": ["on", "off"], "description": "State"},
                "note": {"type": ["string", "null"], "maxLength": 20},
            },
        },
        "Heir": {
            "allOf": [
                {"$ref": "#/components/schemas/Base"},
                {
                    "required": ["note"],
                    "properties": {
                        "state": {"enum": ["on"]},
                        "note": {"type": "string", "maxLength": 10},
                        "more": {"type": "integer"},
                    },
                },
            ],
            "description": "An heir.",
        },
        "Third": {
            "allOf": [{"$ref": "#/components/schemas/Heir"}],
            "required": ["more"],
            "properties": {"last": {"type": "string"}},
        },
    }
    api, diagnostics, _ = run(document(schemas=schemas))
    heir = api.schemas[SCHEMAS + "Heir"]
    assert members(heir) == {
        "id!": "string",
        "state": "='on'",
        "note!": "string",
        "more": "integer",
    }
    assert isinstance(heir, ir.Object)
    assert heir.bases == (SCHEMAS + "Base",)
    assert heir.docs.description == "An heir."
    assert heir.properties[1].docs.description == "State"
    assert heir.properties[2].type == ir.String(constraints=ir.Constraints(max_length=10))
    third = api.schemas[SCHEMAS + "Third"]
    assert list(members(third)) == ["id!", "state", "note!", "more!", "last"]
    assert isinstance(third, ir.Object)
    assert third.bases == (SCHEMAS + "Heir",)
    assert list(diagnostics) == []


def test_all_of_of_two_references_that_one_covers() -> None:
    """A property typed with the base, and with an heir in the heir, is the heir."""
    schemas = {
        "Animal": {"properties": {"name": {"type": "string"}}},
        "Cat": {"allOf": [{"$ref": "#/components/schemas/Animal"}, {"properties": {"meow": {}}}]},
        "Home": {"properties": {"pet": {"$ref": "#/components/schemas/Animal"}}},
        "CatHome": {
            "allOf": [
                {"$ref": "#/components/schemas/Home"},
                {"properties": {"pet": {"$ref": "#/components/schemas/Cat"}}},
            ]
        },
    }
    api = api_of(document(schemas=schemas))
    assert members(api.schemas[SCHEMAS + "CatHome"]) == {"pet": "&Cat"}


def test_contradictions_are_reported_where_they_stand() -> None:
    schemas = {
        "A": {"allOf": [{"type": "string"}, {"type": "integer"}]},
        "B": {"allOf": [{"enum": ["a"]}, {"const": "b"}]},
    }
    api, diagnostics, _ = run(document(schemas=schemas))
    assert [(one.code, one.pointer) for one in diagnostics] == [
        ("schema/contradiction", SCHEMAS + "A/allOf/1/type"),
        ("schema/contradiction", SCHEMAS + "B/allOf/1/const"),
    ]
    assert short(api.schemas[SCHEMAS + "A"].type) == "string"  # type: ignore[union-attr]


def test_all_of_of_unions_that_one_covers() -> None:
    """The narrower of two unions of the same schemas is taken as it stands."""
    schemas = {name: {"properties": {name: {}}} for name in "ABC"}
    schemas |= {
        "Some": _either("A", "B"),
        "Part": {"properties": {"of": _either("Some", "C"), "one": _either("A", "B")}},
        "Narrow": {
            "allOf": [
                {"$ref": "#/components/schemas/Part"},
                {
                    "properties": {
                        "of": {"$ref": "#/components/schemas/Some"},
                        "one": {"$ref": "#/components/schemas/B"},
                    }
                },
            ]
        },
    }
    api = api_of(document(schemas=schemas))
    assert members(api.schemas[SCHEMAS + "Narrow"]) == {"of": "&Some", "one": "&B"}


def _either(*names: str) -> dict[str, Any]:
    return {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in names]}


CYCLES: list[tuple[str, dict[str, Any]]] = [
    ("alias of itself", {"A": {"$ref": "#/components/schemas/A"}}),
    (
        "two aliases",
        {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}},
    ),
    ("allOf of itself", {"A": {"allOf": [{"$ref": "#/components/schemas/A"}]}}),
    (
        "allOf of itself and more",
        {"A": {"allOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"a": {}}}]}},
    ),
    ("union of itself", {"A": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "string"}]}}),
    (
        "unions of each other",
        {
            "A": {"anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "string"}]},
            "B": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "integer"}]},
        },
    ),
    ("array of itself", {"A": {"type": "array", "items": {"$ref": "#/components/schemas/A"}}}),
    (
        "object in itself",
        {"A": {"properties": {"a": {"$ref": "#/components/schemas/A"}}}},
    ),
    (
        "base that lists its heirs",
        {
            "A": {
                "properties": {"kind": {"type": "string"}},
                "oneOf": [{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}],
            },
            "B": {"allOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"b": {}}}]},
            "C": {"allOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"c": {}}}]},
        },
    ),
    (
        "two trees at once",
        {
            "A": {"properties": {"kid": {"$ref": "#/components/schemas/A"}}},
            "B": {"properties": {"kid": {"$ref": "#/components/schemas/B"}}},
            "C": {
                "allOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]
            },
        },
    ),
    (
        "two trees of several kinds at once",
        {
            "A": {"properties": {"kids": {"type": "array", "items": _either("A", "B")}}},
            "B": {"properties": {"kids": {"type": "array", "items": _either("A", "C")}}},
            "C": {"properties": {"kids": {"type": "array", "items": _either("B", "C")}}},
            "D": {
                "allOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]
            },
        },
    ),
    (
        "a union that is a variant of itself, with members beside it",
        {
            "A": {
                "oneOf": [
                    {
                        "allOf": [
                            {"$ref": "#/components/schemas/B"},
                            {"type": "object", "properties": {"a": {"type": "string"}}},
                        ]
                    },
                    {"type": "number"},
                ]
            },
            "B": {"oneOf": [{"type": "integer"}, {"$ref": "#/components/schemas/A"}]},
        },
    ),
]


@pytest.mark.parametrize("schemas", [row[1] for row in CYCLES], ids=[row[0] for row in CYCLES])
def test_cycles_end(schemas: dict[str, Any]) -> None:
    api = api_of(document(schemas=schemas))
    assert [pointer for pointer in api.schemas if pointer.count("/") == 3] == [
        SCHEMAS + name for name in schemas
    ]


def test_cycles_of_aliases_are_any_value_and_reported() -> None:
    api, diagnostics, _ = run(document(schemas=CYCLES[1][1]))
    assert {short(one.type) for one in api.schemas.values() if isinstance(one, ir.Alias)} == {"any"}
    assert {one.code for one in diagnostics} == {"schema/cycle"}


def test_deep_nesting_is_cut_into_named_schemas() -> None:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(450):
        schema = {"type": "array", "items": schema}
    api, diagnostics, _ = run(document(schemas={"Deep": schema}))
    assert len(api.schemas) > 5
    assert {one.code for one in diagnostics} == {"name/schema"}
    msgspec.json.encode(api)


def test_long_chains_of_inheritance() -> None:
    schemas: dict[str, Any] = {"S0": {"properties": {"p": {"type": "string"}}}}
    for number in range(1, 3000):
        schemas[f"S{number}"] = {
            "allOf": [{"$ref": f"#/components/schemas/S{number - 1}"}, {"description": "x"}],
            "required": ["p"],
        }
    api = api_of(document(schemas=schemas))
    assert len(api.schemas) == 3000
    assert members(api.schemas[SCHEMAS + "S2999"]) == {"p!": "string"}


def test_a_shared_node_is_a_schema_at_each_of_its_places() -> None:
    shared = {"type": "object", "properties": {"a": {"type": "string"}}}
    api = api_of(document(schemas={"X": {"properties": {"p": shared}}, "Y": shared, "Z": shared}))
    assert len(api.schemas) == 4


def test_references_into_odd_places_become_named_schemas() -> None:
    schema = {"type": "array", "items": {"type": "string"}}
    paths = {
        "/things": {
            "get": {"responses": {"200": {"content": {"application/json": {"schema": schema}}}}}
        }
    }
    pointer = "#/paths/~1things/get/responses/200/content/application~1json/schema"
    api = api_of(document(paths, {"Holder": {"properties": {"things": {"$ref": pointer}}}}))
    assert members(api.schemas[SCHEMAS + "Holder"]) == {"things": "&" + pointer}
    found = api.schemas[pointer]
    assert isinstance(found, ir.Alias)
    assert short(found.type) == "[string]"
    assert found.name.words == ("thing", "list", "response")


def test_references_into_other_files() -> None:
    other = {
        "Owner": {
            "properties": {
                "pet": {"$ref": "#/Pet"},
                "at": {"$ref": "place.yaml"},
                "self": {"$ref": "#/Owner"},
                "extra": {"properties": {"a": {}}},
            }
        },
        "Pet": {"type": "object", "properties": {"kind": {"enum": ["a", "b"]}}},
    }
    place = {"type": "object", "properties": {"town": {"type": "string"}}}
    tree = document(schemas={"Owner": {"$ref": "schemas/all.yaml#/Owner"}})
    api, diagnostics, _ = run(
        tree, None, **{"schemas/all.yaml": other, "schemas/place.yaml": place}
    )
    assert list(diagnostics) == []
    assert names(api) == {
        SCHEMAS + "Owner": "owner",
        "schemas/all.yaml#/Owner/properties/extra": "owner/extra",
        "schemas/all.yaml#/Pet": "pet",
        "schemas/all.yaml#/Pet/properties/kind": "pet/kind",
        "schemas/place.yaml#": "place",
    }
    assert members(api.schemas[SCHEMAS + "Owner"]) == {
        "pet": "&schemas/all.yaml#/Pet",
        "at": "&schemas/place.yaml#",
        "self": "&Owner",
        "extra": "&schemas/all.yaml#/Owner/properties/extra",
    }


def test_what_types_cannot_say_is_noted() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string", "not": {"const": "x"}}},
        "if": {"required": ["a"]},
        "then": {"required": ["b"]},
        "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
        "propertyNames": {"pattern": "^a"},
    }
    assert codes(document(schemas={"A": schema})) == ["schema/keyword"] * 3


def test_read_and_write_only_of_azure() -> None:
    schema = {
        "properties": {
            "a": {"type": "string", "x-ms-mutability": ["read"]},
            "b": {"type": "string", "x-ms-mutability": ["create", "update"]},
            "c": {"type": "string", "x-ms-secret": True},
        }
    }
    found = api_of(document(schemas={"A": schema})).schemas[SCHEMAS + "A"]
    assert isinstance(found, ir.Object)
    a, b, c = found.properties
    assert (a.read_only, a.write_only, b.read_only, b.write_only) == (True, False, False, True)
    assert c.type == ir.String(format="password")


def test_lists_of_themselves_that_hold_together() -> None:
    """They hold together again inside, which is a type of its own. The validator finds no end."""
    lists = {name: {"type": "array", "items": {"$ref": SCHEMAS + name}} for name in ("A", "B")}
    both = {"allOf": [{"$ref": SCHEMAS + "A"}, {"$ref": SCHEMAS + "B"}]}
    found = api_of(document(schemas={**lists, "Both": both})).schemas
    inside = ir.Array(items=ir.Ref(pointer=SCHEMAS + "Both/items"))
    assert [found[SCHEMAS + name].type for name in ("Both", "Both/items")] == [inside, inside]


def test_objects_that_are_alike() -> None:
    """Of the same text one is read; what is inside has its own entries at each place."""
    plain = {
        "type": ["object", "null"],
        "description": "Who did it",
        "required": ["login"],
        "properties": {
            "login": {"type": "string", "description": "name"},
            "kind": {"type": "string", "enum": ["user", "bot"]},
            "plan": {"type": "object", "properties": {"a/b": {"type": "string"}}},
            "tags": {"type": "array", "items": {"type": "string"}},
            "owner": {"$ref": f"{SCHEMAS}Owner"},
        },
    }
    holder = {"type": "object", "properties": {"by": plain, "of": plain, "title": {"x-a": 1}}}
    text = json.dumps({"Owner": {"type": "string", "enum": ["a", "b"]}, "Holder": holder})
    diagnostics, inventory = Diagnostics(MAIN), Inventory()
    sources = Sources(MAIN, {}, {MAIN: document(schemas=json.loads(text))})
    api = normalize(Document(sources, diagnostics), config(), diagnostics, inventory=inventory)
    by, of = (api.schemas[f"{SCHEMAS}Holder/properties/{name}"] for name in ("by", "of"))
    assert isinstance(by, ir.Object) and isinstance(of, ir.Object)
    assert "".join(by.name.words) == "by" and "".join(of.name.words) == "of"
    moved = json.loads(msgspec.json.encode(by).decode().replace("properties/by", "properties/of"))
    again = json.loads(msgspec.json.encode(of))
    assert {**moved, "name": again["name"]} == again
    for below in ("kind", "plan"):
        assert f"{of.pointer}/properties/{below}" in api.schemas
    assert inventory.counts["property"].found == 2 * 6 + 3
    assert inventory.counts["property"].lost == 0


def test_properties_that_are_alike() -> None:
    """Of the same text one is made, but each has its own place, and each is reported."""
    schema = {
        "properties": {
            "a": {"type": "strange"},
            "b": {"type": "string", "description": "text"},
            "c": {"type": "string", "minimum": 1},
        },
        "required": ["c"],
    }
    api, diagnostics, _ = run(document(schemas={"A": schema, "B": json.loads(json.dumps(schema))}))
    first, second = (api.schemas[SCHEMAS + name] for name in "AB")
    assert isinstance(first, ir.Object) and isinstance(second, ir.Object)
    assert [place_of(second, it) for it in second.properties] == [
        f"{SCHEMAS}B/properties/{key}" for key in "abc"
    ]
    assert first.properties == second.properties
    assert [one.pointer for one in diagnostics if one.code == "schema/type"] == [
        f"{SCHEMAS}{name}/properties/a/type" for name in "AB"
    ]
