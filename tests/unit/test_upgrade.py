"""`clientsmith.upgrade`: OpenAPI 2.0, 3.0 and 3.1 as one dialect."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsmith import report, source
from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.source import Sources
from clientsmith.upgrade import to_32

NULL = {"type": "null"}


def upgraded(main: Any, **files: Any) -> tuple[Sources, Diagnostics]:
    """The result for the files `main` and `<name>.yaml`, which must not be changed."""
    diagnostics = Diagnostics("main.yaml")
    trees = {"main.yaml": main, **{f"{name}.yaml": tree for name, tree in files.items()}}
    texts = {name: json.dumps(tree, indent=1).encode() for name, tree in trees.items()}
    before = copy.deepcopy(trees)
    sources = to_32(Sources("main.yaml", texts, trees, originals=trees), diagnostics)
    assert trees == before
    return sources, diagnostics


def schema_30(schema: Any, version: str = "3.0.3") -> Any:
    """What becomes of a schema in the components."""
    main = {"openapi": version, "components": {"schemas": {"A": schema}}}
    return upgraded(main)[0].trees["main.yaml"]["components"]["schemas"]["A"]


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
        ({"example": {"nullable": True}}, {"examples": [{"nullable": True}]}),
        ({"example": None}, {"examples": [None]}),
        ({"example": 1, "examples": [2]}, {"examples": [1, 2]}),
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
            {"items": {"additionalProperties": {"not": {"allOf": [{"example": 1}]}}}},
            {"items": {"additionalProperties": {"not": {"allOf": [{"examples": [1]}]}}}},
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
    """`example` of a schema changes, of anything else it stays."""
    old = {"example": 1}
    parameter = {"schema": old, "example": 2}
    media = {"schema": old, "example": 3, "encoding": {"a": {"headers": {"h": parameter}}}}
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
    assert text.count('"example": 1') == before.count('"x-other"')
    assert text.count('"examples": [1]') == before.count('"example": 1') - text.count("x-other")
    assert text.count('"example": 2') == before.count('"example": 2')
    assert text.count('"example": 3') == before.count('"example": 3')


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
        map={"S": {"example": 1}},
    )
    assert sources.trees["one.yaml"]["more"] == {"type": ["string", "null"]}
    assert sources.trees["map.yaml"] == {"S": {"examples": [1]}}
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
        "B": {"items": {"exclusiveMinimum": 3, "examples": [1]}},
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


# --- 2.0 -----------------------------------------------------------------------------------------


def swagger(**parts: Any) -> tuple[dict[str, Any], Sources, Diagnostics]:
    sources, diagnostics = upgraded({"swagger": "2.0", **parts})
    return sources.trees["main.yaml"], sources, diagnostics


def operation_20(operation: Any, **parts: Any) -> Any:
    return swagger(paths={"/a": {"post": operation}}, **parts)[0]["paths"]["/a"]["post"]


@pytest.mark.parametrize(
    ("parts", "urls"),
    [
        ({"host": "h.com"}, ["https://h.com"]),
        ({"host": "h.com:81", "basePath": "/v1/", "schemes": ["http"]}, ["http://h.com:81/v1"]),
        (
            {"host": "h", "schemes": ["http", "https"], "basePath": "v"},
            ["https://h/v", "http://h/v"],
        ),
        ({"basePath": "/v1"}, ["/v1"]),
        ({"basePath": "/"}, ["/"]),
        ({"schemes": ["https"]}, ["/"]),
        ({}, None),
    ],
)
def test_servers(parts: Any, urls: list[str] | None) -> None:
    tree, _, _ = swagger(**parts)
    assert tree.get("servers") == (None if urls is None else [{"url": url} for url in urls])


def test_servers_of_an_operation() -> None:
    found = operation_20({"schemes": ["wss"]}, host="h", basePath="/b", schemes=["https"])
    assert found == {"servers": [{"url": "wss://h/b"}]}


@pytest.mark.parametrize(
    ("given", "want"),
    [
        (
            {"in": "query", "name": "q", "type": "integer", "format": "int64", "required": True},
            {
                "in": "query",
                "name": "q",
                "required": True,
                "schema": {"type": "integer", "format": "int64"},
            },
        ),
        (
            {"in": "query", "name": "q", "type": "string", "x-nullable": True, "x-example": "e"},
            {"in": "query", "name": "q", "schema": {"type": ["string", "null"]}, "example": "e"},
        ),
        (
            {
                "in": "query",
                "name": "q",
                "type": "number",
                "minimum": 1,
                "exclusiveMinimum": True,
                "x-a": 1,
            },
            {
                "in": "query",
                "name": "q",
                "x-a": 1,
                "schema": {"type": "number", "exclusiveMinimum": 1},
            },
        ),
        *(
            (
                {"in": where, "name": "q", "type": "array", "items": {"type": "string"}, **extra},
                {
                    "in": where,
                    "name": "q",
                    "schema": {"type": "array", "items": {"type": "string"}},
                    "style": style,
                    "explode": explode,
                },
            )
            for where, extra, style, explode in [
                ("query", {}, "form", False),
                ("query", {"collectionFormat": "csv"}, "form", False),
                ("query", {"collectionFormat": "multi"}, "form", True),
                ("query", {"collectionFormat": "ssv"}, "spaceDelimited", False),
                ("query", {"collectionFormat": "pipes"}, "pipeDelimited", False),
                ("path", {"collectionFormat": "csv"}, "simple", False),
                ("header", {}, "simple", False),
            ]
        ),
        ({"$ref": "#/parameters/P"}, {"$ref": "#/components/parameters/P"}),
        ("nonsense", "nonsense"),
    ],
)
def test_parameters(given: Any, want: Any) -> None:
    shared = {"P": {"in": "query", "name": "p", "type": "string"}}
    found = operation_20({"parameters": [given]}, parameters=shared)
    assert found == {"parameters": [want]}


@pytest.mark.parametrize("where", ["query", "path", "header"])
def test_tsv_has_no_style(where: str) -> None:
    parameter = {"in": where, "name": "q", "type": "array", "collectionFormat": "tsv"}
    _, sources, diagnostics = swagger(paths={"/a": {"get": {"parameters": [parameter]}}})
    [one] = report.findings(diagnostics, sources)
    assert one.diagnostic.code == "parameter/collection-format"
    assert '"collectionFormat": "tsv"' in one.source


FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
S: Any = {"type": "string"}
BODY: Any = {"in": "body", "name": "b", "description": "d", "required": True, "schema": S}
FIELD: Any = {"in": "formData", "name": "f", "type": "string", "required": True, "description": "d"}
FILE: Any = {"in": "formData", "name": "g", "type": "file"}
BINARY = {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"}


def body(*types: str) -> Any:
    return {"description": "d", "required": True, "content": {one: {"schema": S} for one in types}}


@pytest.mark.parametrize(
    ("operation", "want"),
    [
        ({"parameters": [BODY]}, body("application/json")),
        ({"parameters": [BODY], "consumes": ["a/b", "c/d", "a/b"]}, body("a/b", "c/d")),
        ({"parameters": [BODY], "consumes": [FORM, "a/b"]}, body("a/b")),
        ({"parameters": [BODY], "consumes": [FORM]}, body(FORM)),
        ({"parameters": [{"$ref": "#/parameters/B"}]}, {"$ref": "#/components/requestBodies/B"}),
        ({"parameters": [{"$ref": "#/parameters/B"}], "consumes": ["a/b"]}, body("a/b")),
        (
            {"parameters": [FIELD]},
            {
                "content": {
                    FORM: {
                        "schema": {
                            "type": "object",
                            "properties": {"f": {**S, "description": "d"}},
                            "required": ["f"],
                        }
                    }
                },
                "required": True,
            },
        ),
        (
            {"parameters": [FILE], "consumes": [FORM, PARTS]},
            {"content": {PARTS: {"schema": {"type": "object", "properties": {"g": BINARY}}}}},
        ),
        (
            {"parameters": [{"$ref": "#/parameters/F"}], "consumes": [FORM, PARTS, "a/b"]},
            {
                "content": {
                    kind: {
                        "schema": {
                            "type": "object",
                            "properties": {"l": {"type": "array", "items": S}},
                        },
                        "encoding": {"l": {"style": "pipeDelimited", "explode": False}},
                    }
                    for kind in (FORM, PARTS)
                }
            },
        ),
        (
            {
                "parameters": [
                    {
                        "in": "formData",
                        "name": "l",
                        "type": "array",
                        "items": S,
                        "collectionFormat": "multi",
                    }
                ]
            },
            {
                "content": {
                    FORM: {
                        "schema": {
                            "type": "object",
                            "properties": {"l": {"type": "array", "items": S}},
                        }
                    }
                }
            },
        ),
    ],
)
def test_bodies(operation: Any, want: Any) -> None:
    field = {
        "in": "formData",
        "name": "l",
        "type": "array",
        "items": S,
        "collectionFormat": "pipes",
    }
    tree, sources, diagnostics = swagger(
        paths={"/a": {"post": operation}}, parameters={"B": BODY, "F": field}
    )
    assert tree["paths"]["/a"]["post"] == {"requestBody": want}
    assert tree["components"] == {"requestBodies": {"B": body("application/json")}}
    assert list(diagnostics) == []
    check_moved(sources)


def test_shared_bodies_of_a_path() -> None:
    other = {**BODY, "description": "other"}
    tree, sources, _ = swagger(
        consumes=["a/b"],
        paths={
            "/a": {
                "parameters": [BODY, {"in": "query", "name": "q", "type": "string"}],
                "put": {"parameters": [other]},
                "post": {},
            }
        },
    )
    path = tree["paths"]["/a"]
    assert path["parameters"] == [{"in": "query", "name": "q", "schema": S}]
    assert path["post"] == {"requestBody": body("a/b")}
    assert path["put"] == {"requestBody": {**body("a/b"), "description": "other"}}
    check_moved(sources)


def test_two_bodies() -> None:
    _, sources, diagnostics = swagger(paths={"/a": {"put": {"parameters": [FIELD, BODY]}}})
    [one] = report.findings(diagnostics, sources)
    assert (one.diagnostic.code, one.source.strip()) == ("parameter/body", "{")
    assert one.diagnostic.pointer == "#/paths/~1a/put/parameters/0"


@pytest.mark.parametrize(
    ("response", "produces", "want"),
    [
        ({"description": "d"}, ["a/b"], {"description": "d"}),
        (
            {"schema": S},
            None,
            {"content": {"application/json": {"schema": S}}},
        ),
        ({"schema": S}, ["a/b", "c/d"], {"content": {"a/b": {"schema": S}, "c/d": {"schema": S}}}),
        (
            {"schema": S, "examples": {"a/b": {"x": 1}}},
            ["a/b"],
            {"content": {"a/b": {"schema": S, "example": {"x": 1}}}},
        ),
        ({"examples": {"text/plain": "x"}}, None, {"content": {"text/plain": {"example": "x"}}}),
        (
            {"schema": {"type": "file"}},
            None,
            {"content": {"application/octet-stream": {"schema": BINARY}}},
        ),
        ({"schema": {"type": "file"}}, ["a/pdf"], {"content": {"a/pdf": {"schema": BINARY}}}),
        (
            {"headers": {"H": {"type": "integer", "description": "d"}}},
            None,
            {"headers": {"H": {"description": "d", "schema": {"type": "integer"}}}},
        ),
        ({"$ref": "#/responses/R"}, None, {"$ref": "#/components/responses/R"}),
        ({"$ref": "#/responses/R"}, ["a/b"], {"content": {"a/b": {"schema": S}}}),
    ],
)
def test_responses(response: Any, produces: Any, want: Any) -> None:
    operation = {"responses": {"200": response, "x-a": 1}}
    if produces is not None:
        operation["produces"] = produces
    tree, sources, _ = swagger(paths={"/a": {"get": operation}}, responses={"R": {"schema": S}})
    assert tree["paths"]["/a"]["get"] == {"responses": {"200": want, "x-a": 1}}
    assert tree["components"]["responses"]["R"] == {"content": {"application/json": {"schema": S}}}
    check_moved(sources)


@pytest.mark.parametrize(
    ("given", "want"),
    [
        (
            {"type": "basic", "description": "d"},
            {"type": "http", "scheme": "basic", "description": "d"},
        ),
        (
            {"type": "apiKey", "in": "header", "name": "K"},
            {"type": "apiKey", "in": "header", "name": "K"},
        ),
        *(
            (
                {"type": "oauth2", "flow": old, "tokenUrl": "t", "scopes": {"s": "d"}},
                {"type": "oauth2", "flows": {new: {"tokenUrl": "t", "scopes": {"s": "d"}}}},
            )
            for old, new in [
                ("implicit", "implicit"),
                ("password", "password"),
                ("application", "clientCredentials"),
                ("accessCode", "authorizationCode"),
            ]
        ),
    ],
)
def test_security(given: Any, want: Any) -> None:
    tree, sources, _ = swagger(securityDefinitions={"s": given})
    assert tree["components"] == {"securitySchemes": {"s": want}}
    check_moved(sources)


def test_unknown_flow() -> None:
    _, sources, diagnostics = swagger(securityDefinitions={"s": {"type": "oauth2", "flow": "x"}})
    [one] = report.findings(diagnostics, sources)
    assert (one.diagnostic.code, one.source.strip()) == ("security/flow", '"flow": "x"')


def test_references_are_rewritten() -> None:
    definitions = {
        "A b": {"properties": {"p": {"$ref": "#/definitions/A%20b/properties/q"}, "q": S}},
        "C": {"discriminator": "kind", "properties": {"$ref": {"$ref": "#/definitions/A b"}}},
        "D": {"$ref": "#/paths/~1a/get/responses/200/schema/items"},
        "E": {
            "example": {"$ref": "#/definitions/A b"},
            "allOf": [{"$ref": "main.yaml#/definitions/C"}],
        },
    }
    response = {"schema": {"type": "array", "items": S}}
    tree, sources, diagnostics = swagger(
        paths={"/a": {"get": {"responses": {"200": response}}}}, definitions=definitions
    )
    assert tree["components"]["schemas"] == {
        "A b": {"properties": {"p": {"$ref": "#/components/schemas/A b/properties/q"}, "q": S}},
        "C": {
            "discriminator": {"propertyName": "kind"},
            "properties": {"$ref": {"$ref": "#/components/schemas/A b"}},
        },
        "D": {"$ref": "#/paths/~1a/get/responses/200/content/application~1json/schema/items"},
        "E": {
            "examples": [{"$ref": "#/definitions/A b"}],
            "allOf": [{"$ref": "main.yaml#/components/schemas/C"}],
        },
    }
    document = Document(sources, diagnostics)
    for path in ("A b/properties/p", "C/properties/$ref", "D", "E/allOf/0"):
        node = document.at(f"#/components/schemas/{path}")
        assert node is not None and node.follow().value
    assert list(diagnostics) == []


def test_unresolved_references_show_what_was_written() -> None:
    _, sources, diagnostics = swagger(definitions={"Dog": {"items": {"$ref": "#/definitions/Dgo"}}})
    node = Document(sources, diagnostics).at("#/components/schemas/Dog/items")
    assert node is not None and node.follow().value == {}
    [one] = report.findings(diagnostics, sources)
    assert one.diagnostic.message == "there is nothing at #/definitions/Dgo"
    assert one.diagnostic.hint == "did you mean #/definitions/Dog?"
    assert one.source.strip() == '"$ref": "#/definitions/Dgo"'


def test_fragments_of_20_in_other_files() -> None:
    main = {
        "swagger": "2.0",
        "produces": ["a/b"],
        "paths": {"/a": {"$ref": "paths.yaml#/a"}},
        "definitions": {"D": {"$ref": "defs.yaml#/definitions/X"}},
    }
    operation = {
        "parameters": [{"$ref": "other.yaml#/q"}, {"$ref": "other.yaml#/b"}],
        "responses": {"200": {"$ref": "other.yaml#/r"}, "404": {"schema": {"$ref": "#/s"}}},
    }
    sources, diagnostics = upgraded(
        main,
        paths={"a": {"get": operation}, "s": {"x-nullable": True, "type": "string"}},
        other={
            "q": {"in": "query", "name": "q", "type": "string"},
            "b": BODY,
            "r": {"schema": {"$ref": "main.yaml#/definitions/D"}},
        },
        defs={"swagger": "2.0", "definitions": {"X": {"example": 1}}},
    )
    assert sources.trees["paths.yaml"] == {
        "a": {
            "get": {
                "parameters": [{"$ref": "other.yaml#/q"}],
                "requestBody": {"$ref": "other.yaml#/b"},
                "responses": {
                    "200": {"$ref": "other.yaml#/r"},
                    "404": {"content": {"a/b": {"schema": {"$ref": "#/s"}}}},
                },
            }
        },
        "s": {"type": ["string", "null"]},
    }
    assert sources.trees["other.yaml"] == {
        "q": {"in": "query", "name": "q", "schema": S},
        "b": body("application/json"),
        "r": {"content": {"a/b": {"schema": {"$ref": "main.yaml#/components/schemas/D"}}}},
    }
    assert sources.trees["defs.yaml"]["components"]["schemas"] == {"X": {"examples": [1]}}
    schemas = sources.trees["main.yaml"]["components"]["schemas"]
    assert schemas == {"D": {"$ref": "defs.yaml#/components/schemas/X"}}
    assert list(diagnostics) == []
    check_moved(sources)


def check_moved(sources: Sources) -> None:
    """Every place that moved is there before and after."""
    after = Document(sources, Diagnostics())
    trees = dict(sources.originals)
    before = Document(Sources(sources.main, sources.texts, trees, originals=trees), Diagnostics())
    for new, old in sources.moved.items():
        assert after.at(new) is not None, new
        assert before.at(old) is not None, old


KEYS = st.sampled_from(
    [
        *("paths", "/a", "get", "parameters", "in", "body"),
        *("formData", "query", "name", "type", "array", "items"),
        *("schema", "responses", "200", "default", "definitions", "A"),
        *("properties", "allOf", "anyOf", "nullable", "x-nullable", "example"),
        *("examples", "enum", "exclusiveMinimum", "minimum", "$ref", "discriminator"),
        *("mapping", "components", "schemas", "requestBody", "content", "application/json"),
        *("headers", "securityDefinitions", "flow", "oauth2", "consumes", "produces"),
        *("host", "schemes"),
    ]
)
HOSTILE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(0, 3)
    | st.sampled_from(["", "body", "formData", "query", "array", "file", "#", "#/definitions/A"])
    | st.sampled_from(["#/parameters/A", "#/components/schemas/A", "#/paths/~1a", "other.yaml#/A"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


@given(
    st.dictionaries(KEYS, HOSTILE, max_size=6), HOSTILE, st.sampled_from(["2.0", "3.0.0", "3.1.0"])
)
@settings(deadline=None, max_examples=400)
def test_never_raises_and_never_changes_its_input(main: Any, other: Any, version: str) -> None:
    keyword = "swagger" if version == "2.0" else "openapi"
    sources, diagnostics = upgraded({keyword: version, **main}, other={"A": other})
    report.render(report.findings(diagnostics, sources), "text")
    originals = dict(sources.originals)
    same = Sources("main.yaml", sources.texts, originals, originals=originals)
    again = to_32(same, Diagnostics("main.yaml"))
    assert again.trees == sources.trees


def test_depth_is_no_matter() -> None:
    """20,000 levels through references, 480 in one file."""
    chain: Any = {
        str(i): {"allOf": [{"$ref": f"#/components/schemas/{i + 1}"}], "nullable": True}
        for i in range(20_000)
    }
    upgraded_chain, _ = upgraded({"openapi": "3.0.0", "components": {"schemas": chain}})
    assert len(upgraded_chain.trees["main.yaml"]["components"]["schemas"]) == 20_000
    deep: Any = {"nullable": True, "type": "string"}
    for _ in range(240):
        deep = {"items": deep}
    found = schema_30(deep)
    for _ in range(240):
        found = found["items"]
    assert found == {"type": ["string", "null"]}


def test_shared_nodes_of_yaml(tmp_path: Path) -> None:
    """An anchored schema is upgraded once, wherever its aliases stand, and data stays data."""
    text = (
        "openapi: 3.0.0\n"
        "components:\n"
        "  schemas:\n"
        "    A: &a {type: string, nullable: true, example: &e {nullable: true}}\n"
        "    B: {properties: {x: *a}, default: *e}\n"
    )
    (tmp_path / "a.yaml").write_text(text)
    diagnostics = Diagnostics()
    sources = source.read(tmp_path / "a.yaml", None, diagnostics)
    before = copy.deepcopy(sources.trees)
    schemas = to_32(sources, diagnostics).trees["a.yaml"]["components"]["schemas"]
    fresh = {"type": ["string", "null"], "examples": [{"nullable": True}]}
    assert schemas == {"A": fresh, "B": {"properties": {"x": fresh}, "default": {"nullable": True}}}
    assert schemas["A"] is schemas["B"]["properties"]["x"]
    assert sources.trees == before
