"""`clientsmith.upgrade` of Swagger 2.0."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.upgrading import check_moved, upgraded

from clientsmith import report
from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.source import Sources


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
            "example": {"$ref": "#/definitions/A b"},
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
        defs={"swagger": "2.0", "definitions": {"X": {"type": "string", "x-nullable": True}}},
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
    fresh = {"type": ["string", "null"]}
    assert sources.trees["defs.yaml"]["components"]["schemas"] == {"X": fresh}
    schemas = sources.trees["main.yaml"]["components"]["schemas"]
    assert schemas == {"D": {"$ref": "defs.yaml#/components/schemas/X"}}
    assert list(diagnostics) == []
    check_moved(sources)
