"""`clientsmith.upgrade`: OpenAPI 3.0 and 3.1 as one dialect."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.upgrading import schema_30, upgraded

from clientsmith import report
from clientsmith.diagnostics import Diagnostics
from clientsmith.source import Sources
from clientsmith.upgrade import to_32

NULL = {"type": "null"}


@pytest.mark.parametrize(
    ("given", "want"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        ({"nullable": True}, {}),
        (
            {"type": "string", "enum": ["a"], "nullable": True},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        (
            {"type": "string", "enum": ["a", None], "nullable": True},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ({"enum": ["a"], "nullable": True}, {"enum": ["a", None]}),
        ({"$ref": "#/x", "nullable": True}, {"anyOf": [{"$ref": "#/x"}, NULL]}),
        (
            {"allOf": [{"$ref": "#/x"}], "nullable": True, "description": "d", "x-a": 1},
            {"description": "d", "x-a": 1, "anyOf": [{"allOf": [{"$ref": "#/x"}]}, NULL]},
        ),
        (
            {"type": "object", "allOf": [{}], "nullable": True, "readOnly": True},
            {"readOnly": True, "anyOf": [{"type": "object", "allOf": [{}]}, NULL]},
        ),
        (
            {"oneOf": [{"$ref": "#/x"}], "nullable": True},
            {"oneOf": [{"$ref": "#/x"}, NULL]},
        ),
        (
            {"type": "object", "anyOf": [{"type": "string", "nullable": True}], "nullable": True},
            {"type": ["object", "null"], "anyOf": [{"type": ["string", "null"]}]},
        ),
        ({"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
        ({"minimum": 1, "exclusiveMinimum": False}, {"minimum": 1}),
        ({"exclusiveMaximum": True}, {}),
        (
            {"maximum": 2.5, "exclusiveMaximum": True, "minimum": 0},
            {"minimum": 0, "exclusiveMaximum": 2.5},
        ),
        ({"exclusiveMinimum": 3}, {"exclusiveMinimum": 3}),
        ({"example": {"nullable": True}}, {"example": {"nullable": True}}),
        (
            {"example": 1, "allOf": [{}], "nullable": True},
            {"example": 1, "anyOf": [{"allOf": [{}]}, NULL]},
        ),
        (
            {"type": "string", "format": "byte"},
            {"type": "string", "format": "byte", "contentEncoding": "base64"},
        ),
        (
            {"type": "string", "format": "binary"},
            {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"},
        ),
        ({"default": {"nullable": True}}, {"default": {"nullable": True}}),
        ({"enum": [{"example": 1}]}, {"enum": [{"example": 1}]}),
        ({"x-a": {"nullable": True}}, {"x-a": {"nullable": True}}),
        (
            {"properties": {"nullable": {"type": "string", "nullable": True}, "example": {}}},
            {"properties": {"nullable": {"type": ["string", "null"]}, "example": {}}},
        ),
        (
            {"items": {"additionalProperties": {"not": {"allOf": [{"discriminator": "a"}]}}}},
            {
                "items": {
                    "additionalProperties": {
                        "not": {"allOf": [{"discriminator": {"propertyName": "a"}}]}
                    }
                }
            },
        ),
        (True, True),
        (3, 3),
    ],
)
def test_schemas_of_30(given: Any, want: Any) -> None:
    found = schema_30(given)
    assert found == want
    assert json.dumps(found) == json.dumps(want)  # also the order


def test_every_place_of_schemas() -> None:
    """`nullable` of a schema changes, of anything else it stays."""
    old = {"type": "string", "nullable": True}
    parameter = {"schema": old, "nullable": 2}
    media = {"schema": old, "nullable": 3, "encoding": {"a": {"headers": {"h": parameter}}}}
    body = {"content": {"a/b": media}}
    response = {"headers": {"h": parameter}, "content": {"a/b": media}}
    operation: Any = {
        "parameters": [parameter],
        "requestBody": body,
        "responses": {"200": response, "default": response},
        "x-other": {"schema": dict(old)},
    }
    path: Any = {"parameters": [parameter], "get": operation}
    path["post"] = {"callbacks": {"c": {"{$request.body}": {"put": operation}}}}
    tree = {
        "openapi": "3.0.0",
        "paths": {"/a": path},
        "components": {
            "schemas": {"s": old},
            "responses": {"default": response},
            "parameters": {"p": parameter},
            "requestBodies": {"b": body},
            "headers": {"h": parameter},
        },
    }
    text = json.dumps(upgraded(tree)[0].trees["main.yaml"])
    before = json.dumps(tree)
    assert text.count('"nullable": true') == before.count('"x-other"')
    assert text.count('"null"') == before.count('"nullable": true') - text.count("x-other")
    assert text.count('"nullable": 2') == before.count('"nullable": 2')
    assert text.count('"nullable": 3') == before.count('"nullable": 3')


def test_what_stays_is_shared() -> None:
    tree: Any = {
        "openapi": "3.0.0",
        "info": {},
        "components": {"schemas": {"A": {"properties": {}}, "B": {"nullable": True}}},
    }
    found = upgraded(tree)[0].trees["main.yaml"]
    assert found is not tree
    assert found["info"] is tree["info"]
    assert found["components"]["schemas"]["A"] is tree["components"]["schemas"]["A"]
    plain: Any = {"openapi": "3.1.0", "components": {"schemas": {"A": {"type": "string"}}}}
    assert upgraded(plain)[0].trees["main.yaml"] is plain


def test_fragments_of_30_in_other_files() -> None:
    """A file is a schema because a schema refers to it."""
    main = {
        "openapi": "3.0.0",
        "paths": {"/a": {"$ref": "paths.yaml#/a"}},
        "components": {"schemas": {"$ref": "map.yaml"}},
    }
    operation = {"requestBody": {"content": {"a/b": {"schema": {"$ref": "one.yaml"}}}}}
    sources, diagnostics = upgraded(
        main,
        paths={"a": {"get": operation}, "unused": {"nullable": True}},
        one={"properties": {"p": {"$ref": "#/more"}}, "more": {"nullable": True, "type": "string"}},
        map={"S": {"type": "string", "nullable": True}},
    )
    assert sources.trees["one.yaml"]["more"] == {"type": ["string", "null"]}
    assert sources.trees["map.yaml"] == {"S": {"type": ["string", "null"]}}
    assert sources.trees["paths.yaml"]["unused"] == {"nullable": True}
    assert list(diagnostics) == []


def test_old_keywords_in_31() -> None:
    main = {
        "openapi": "3.1.0",
        "components": {
            "schemas": {
                "A": {"type": "string", "nullable": True, "format": "binary"},
                "B": {"items": {"minimum": 3, "exclusiveMinimum": True, "example": 1}},
            }
        },
    }
    sources, diagnostics = upgraded(main)
    assert sources.trees["main.yaml"]["components"]["schemas"] == {
        "A": {"type": ["string", "null"], "format": "binary"},
        "B": {"items": {"exclusiveMinimum": 3, "example": 1}},
    }
    assert sorted((one.code, one.pointer) for one in diagnostics) == [
        ("schema/exclusive-bound", "#/components/schemas/B/items/exclusiveMinimum"),
        ("schema/nullable", "#/components/schemas/A/nullable"),
    ]
    lines = [one.diagnostic.line for one in report.findings(diagnostics, sources)]
    assert lines == [7, 13]


def test_a_31_document_may_use_a_30_file() -> None:
    sources, diagnostics = upgraded(
        {
            "openapi": "3.1.0",
            "components": {"schemas": {"A": {"$ref": "old.yaml#/components/schemas/B"}}},
        },
        old={"openapi": "3.0.0", "components": {"schemas": {"B": {"nullable": True, "enum": [1]}}}},
    )
    assert sources.trees["old.yaml"]["components"]["schemas"]["B"] == {"enum": [1, None]}
    assert list(diagnostics) == []


@pytest.mark.parametrize(
    ("tree", "code", "version"),
    [
        ({"openapi": "3.0.4"}, "", "3.0"),
        ({"openapi": "3.1.0-rc1"}, "", "3.1"),
        ({"openapi": "3.2.0"}, "", "3.2"),
        ({"openapi": "3.1"}, "", "3.1"),
        ({"swagger": "2.0"}, "", "2.0"),
        ({"swagger": 2.0}, "", "2.0"),
        ({"openapi": 3.1}, "", "3.1"),
        ({"openapi": "3.3.0"}, "version/unsupported", ""),
        ({"openapi": "4.0.0"}, "version/unsupported", ""),
        ({"openapi": "2.0"}, "version/unsupported", ""),
        ({"swagger": "1.2"}, "version/unsupported", ""),
        ({"swagger": "3.0.0"}, "version/unsupported", ""),
        ({"openapi": None}, "version/unsupported", ""),
        ({"openapi": ["3.0.0"]}, "version/unsupported", ""),
        ({"asyncapi": "3.0.0"}, "version/missing", ""),
        ({}, "version/missing", ""),
        (None, "version/missing", ""),
        ([{"openapi": "3.0.0"}], "version/missing", ""),
        ("text", "version/missing", ""),
    ],
)
def test_versions(tree: Any, code: str, version: str) -> None:
    sources, diagnostics = upgraded(tree)
    assert sources.version == version
    assert [one.code for one in diagnostics] == ([code] if code else [])
    assert diagnostics.has_errors == (not version)
    assert all(one.diagnostic.line for one in report.findings(diagnostics, sources))


def test_unread_main() -> None:
    diagnostics = Diagnostics("m")
    sources = Sources("m", {}, {})
    assert to_32(sources, diagnostics) is sources
    assert list(diagnostics) == []
