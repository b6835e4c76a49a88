"""Example values as expressions of Go."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.support import from_tree

from clientsmith.targets import go
from clientsmith.targets.go.language import Language

JSON = "application/json"
TEXT = {"type": "string"}
COMPONENTS: dict[str, Any] = {
    "Size": {"type": "string", "enum": ["small", "very large"]},
    "Level": {"type": "integer", "enum": [1, 2]},
    "Tags": {"type": "array", "items": TEXT},
    "Tree": {
        "type": "object",
        "properties": {"name": TEXT, "left": {"$ref": "#/components/schemas/Tree"}},
    },
    "Cat": {"type": "object", "properties": {"kind": TEXT, "lives": {"type": "integer"}}},
    "Dog": {"type": "object", "properties": {"kind": TEXT, "since": {"format": "date", **TEXT}}},
    "Pet": {
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {
                "cat": "#/components/schemas/Cat",
                "dog": "#/components/schemas/Dog",
            },
        },
    },
}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def said(schema: dict[str, Any], value: Any) -> str:
    """How the member `v` of a body is given in a sample."""
    body = {"type": "object", "properties": {"v": schema}, "required": ["v"]}
    content = {JSON: {"schema": body, "example": {"v": value}}}
    operation = {
        "operationId": "run",
        "requestBody": {"content": content, "required": True},
        "responses": {"204": {"description": "ok"}},
    }
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/run": {"post": operation}},
        "components": {"schemas": COMPONENTS},
    }
    api = from_tree(tree).api
    assert api is not None
    (found,) = api.root.operations
    program = Language(go.lower(api, {"package": "pkg"})).sample(found, full=True)
    line = re.search(r"RunParams\{\n\t\tV: (.*),\n\t\}\)$", program, re.M | re.S)
    assert line is not None, program
    return line[1].replace("\n\t\t", "\n")


@pytest.mark.parametrize(
    ("name", "schema", "value", "want"),
    [
        ("text", TEXT, 'say "hi"', r'pkg.String("say \"hi\"")'),
        ("integer", {"type": "integer"}, 5, "pkg.Int(5)"),
        ("number that is whole", {"type": "number"}, 5, "pkg.Float(5)"),
        ("unsigned", {"type": "integer", "format": "uint64"}, 5, "pkg.F[uint64](5)"),
        ("boolean", {"type": "boolean"}, True, "pkg.Bool(true)"),
        (
            "a union whose variants are one type, within a struct",
            {
                "type": "object",
                "properties": {
                    "logo": {"oneOf": [{**TEXT, "format": "uri"}, {**TEXT, "maxLength": 3}]}
                },
            },
            {"logo": "a"},
            'pkg.F(pkg.RunRequestVParam{Logo: pkg.String("a")})',
        ),
        ("null", {"type": ["string", "null"]}, None, "pkg.Null[string]()"),
        (
            "decimal",
            {"type": "number", "format": "decimal"},
            0.1,
            'pkg.F(json.Number("0.1"))',
        ),
        (
            "moment",
            {"format": "date-time", **TEXT},
            "2024-02-29T01:02:03.5+02:00",
            "pkg.F(time.Date(2024, time.February, 29, 1, 2, 3, 500000000, "
            'time.FixedZone("", 7200)))',
        ),
        (
            "day",
            {"format": "date", **TEXT},
            "2024-02-29",
            "pkg.F(pkg.Date{Year: 2024, Month: time.February, Day: 29})",
        ),
        ("enum", ref("Size"), "very large", "pkg.F(pkg.SizeVeryLarge)"),
        ("number of an enum", ref("Level"), 2, "pkg.F(pkg.Level2)"),
        ("list", {"type": "array", "items": TEXT}, ["a"], 'pkg.F([]string{"a"})'),
        ("list with a name", ref("Tags"), ["a"], 'pkg.F(pkg.Tags{"a"})'),
        (
            "list of enums",
            {"type": "array", "items": ref("Size")},
            ["small"],
            "pkg.F([]pkg.Size{pkg.SizeSmall})",
        ),
        (
            "map of lists",
            {"type": "object", "additionalProperties": ref("Tags")},
            {"k": ["a"]},
            'pkg.F(map[string]pkg.Tags{"k": {"a"}})',
        ),
        (
            "object within itself",
            ref("Tree"),
            {"name": "a", "left": {"name": "b"}},
            'pkg.F(pkg.TreeParam{\n\tName: pkg.String("a"),\n\t'
            'Left: pkg.F(&pkg.TreeParam{Name: pkg.String("b")}),\n})',
        ),
        (
            "objects in a list",
            {"type": "array", "items": ref("Cat")},
            [{"lives": 9}],
            "pkg.F([]pkg.CatParam{{Lives: pkg.Int(9)}})",
        ),
        (
            "variant",
            ref("Pet"),
            {"kind": "cat", "lives": 9},
            "pkg.F(pkg.PetParamOfCat(pkg.CatParam{" 'Kind: pkg.String("cat"), Lives: pkg.Int(9)}))',
        ),
        (
            "variants in a list",
            {"type": "array", "items": ref("Pet")},
            [{"kind": "cat"}],
            'pkg.F([]pkg.PetParam{pkg.PetParamOfCat(pkg.CatParam{Kind: pkg.String("cat")})})',
        ),
        (
            "one of plain types",
            {"oneOf": [TEXT, {"type": "integer"}]},
            5,
            "pkg.F(pkg.RunParamsVUnionOfInt(5))",
        ),
        (
            "free form",
            {},
            {"b": [None, {"c": 1.5}], "a": "x"},
            'pkg.F[any](map[string]any{"a": "x", "b": []any{nil, map[string]any{"c": 1.5}}})',
        ),
        (
            "an integer that an int may not hold",
            {},
            2**31,
            'pkg.F[any](json.Number("2147483648"))',
        ),
        (
            "no expression for a pointer to a number",
            {"type": "array", "items": {"type": ["integer", "null"]}},
            [5, None],
            'pkg.F([]*int64{parse[*int64]("5"), nil})',
        ),
    ],
)
def test_value(name: str, schema: dict[str, Any], value: Any, want: str) -> None:
    assert said(schema, value) == want, name
