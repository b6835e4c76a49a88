"""Which documents are refused, which only reported, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support import from_tree

from clientsmith import structure
from clientsmith.config import ApiConfig, IgnoreRule
from clientsmith.diagnostics import Diagnostics
from clientsmith.source import Sources
from clientsmith.structure.grammar import SCALARS, TITLES, grammar_of

OK = {"200": {"description": "fine"}}
TEXT = {"schema": {"type": "string"}}


def document(version: str, **parts: Any) -> dict[str, Any]:
    keyword = "swagger" if version == "2.0" else "openapi"
    whole = version if version == "2.0" else version + ".0"
    return {keyword: whole, "info": {"title": "T", "version": "1"}, "paths": {}, **parts}


def operation(version: str = "3.0", **parts: Any) -> dict[str, Any]:
    return document(version, paths={"/a": {"get": {"responses": OK, **parts}}})


def component(section: str, value: Any, version: str = "3.0") -> dict[str, Any]:
    return document(version, components={section: {"It": value}})


def parameter(version: str = "3.0", **parts: Any) -> dict[str, Any]:
    return component("parameters", {"name": "p", "in": "query", **parts}, version)


def found(tree: Any) -> list[tuple[str, str, str]]:
    diagnostics = Diagnostics("spec.json")
    structure.check(Sources("spec.json", {"spec.json": b""}, {"spec.json": tree}), diagnostics)
    return [(one.severity.value, one.code, one.pointer) for one in diagnostics]


GET = "#/paths/~1a/get"
IT = "#/components/{}/It"

REFUSED: list[tuple[Any, str, str]] = [
    # Kinds of values.
    (document("3.0", paths=[]), "document/type", "#/paths"),
    (document("3.0", paths={"/a": None}), "document/type", "#/paths/~1a"),
    (document("3.1", webhooks={"a": None}), "document/type", "#/webhooks/a"),
    (operation(tags="a"), "document/type", GET + "/tags"),
    (operation(operationId=5), "document/type", GET + "/operationId"),
    (operation(parameters=[None]), "document/type", GET + "/parameters/0"),
    (component("schemas", {"$ref": 0}), "document/type", IT.format("schemas") + "/$ref"),
    (component("schemas", {"type": 5}), "document/type", IT.format("schemas") + "/type"),
    (component("schemas", {"required": "a"}), "document/type", IT.format("schemas") + "/required"),
    (
        component("schemas", {"properties": {"a": "string"}}),
        "document/type",
        IT.format("schemas") + "/properties/a",
    ),
    (component("schemas", {"allOf": {}}), "document/type", IT.format("schemas") + "/allOf"),
    (
        component("schemas", {"items": {"properties": ["a"]}}),
        "document/type",
        IT.format("schemas") + "/items/properties",
    ),
    # What has to be there.
    ({"openapi": "3.0.0", "info": {"title": "T", "version": "1"}}, "document/missing", "#"),
    ({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}}, "document/missing", "#"),
    ({"swagger": "2.0", "info": {"title": "T", "version": "1"}}, "document/missing", "#"),
    (document("3.0", info={"version": "1"}), "document/missing", "#/info"),
    (document("3.0", info={"title": "T", "version": None}), "document/missing", "#/info"),
    (document("3.0", servers=[{}]), "document/missing", "#/servers/0"),
    (component("requestBodies", {}), "document/missing", IT.format("requestBodies")),
    (component("parameters", {"in": "query"}), "document/missing", IT.format("parameters")),
    (
        document("2.0", parameters={"It": {"name": "b", "in": "body"}}),
        "document/missing",
        "#/parameters/It",
    ),
    # Versions.
    ({**document("2.0"), "swagger": 2.0}, "version/not-text", "#/swagger"),
    # Parameters and headers.
    (parameter(**{"in": "body"}), "document/value", IT.format("parameters") + "/in"),
    (parameter(style="matrix", **TEXT), "document/value", IT.format("parameters") + "/style"),
    (parameter(**{"in": "path"}, **TEXT), "parameter/path-optional", IT.format("parameters")),
    (parameter(content=None), "parameter/content", IT.format("parameters") + "/content"),
    (
        parameter(content={"a/b": {}, "c/d": {}}),
        "parameter/content",
        IT.format("parameters") + "/content",
    ),
    (
        parameter(content={"a/b": {}}, **TEXT),
        "document/exclusive",
        IT.format("parameters") + "/content",
    ),
    (parameter(type="string"), "parameter/schema", IT.format("parameters") + "/type"),
    (
        parameter("3.1", **{"in": "header"}, allowReserved=False, **TEXT),
        "document/exclusive",
        IT.format("parameters") + "/allowReserved",
    ),
    (
        parameter(**{"in": "path", "name": "a{b}", "required": True}, **TEXT),
        "parameter/name",
        IT.format("parameters") + "/name",
    ),
    (
        component("headers", {"style": "form", **TEXT}),
        "document/value",
        IT.format("headers") + "/style",
    ),
    (
        operation(
            parameters=[
                {"name": "X-A", "in": "header", **TEXT},
                {"name": "x-a", "in": "header", **TEXT},
            ]
        ),
        "parameter/duplicate",
        GET + "/parameters/1",
    ),
    (
        operation(
            "3.2",
            parameters=[
                {"name": "a", "in": "querystring", "content": {"a/b": {}}},
                {"name": "b", "in": "query", **TEXT},
            ],
        ),
        "parameter/querystring",
        GET + "/parameters/0",
    ),
    (
        document(
            "2.0", paths={"/a": {"parameters": [{"name": "a", "in": "query", "type": "object"}]}}
        ),
        "document/value",
        "#/paths/~1a/parameters/0/type",
    ),
    (
        document(
            "2.0",
            parameters={
                "It": {
                    **{"name": "a", "in": "path", "required": True, "type": "array"},
                    **{"items": {"type": "string"}, "collectionFormat": "multi"},
                }
            },
        ),
        "document/value",
        "#/parameters/It/collectionFormat",
    ),
    # Responses.
    (operation(responses={}), "response/none", GET + "/responses"),
    (operation(responses={"20": {"description": ""}}), "response/status", GET + "/responses/20"),
    (
        operation(responses={"200": {"description": "", "schema": {}}}),
        "response/content",
        GET + "/responses/200/schema",
    ),
    # Media types, encodings, examples.
    (
        component(
            "requestBodies", {"content": {"a/b": {"encoding": {}, "itemEncoding": {}}}}, "3.2"
        ),
        "document/exclusive",
        IT.format("requestBodies") + "/content/a~1b/itemEncoding",
    ),
    (
        component("examples", {"value": 1, "serializedValue": "1"}, "3.2"),
        "document/exclusive",
        IT.format("examples") + "/serializedValue",
    ),
    (
        parameter("3.2", example=1, examples={}, **TEXT),
        "document/exclusive",
        IT.format("parameters") + "/example",
    ),
    (
        component("schemas", {"xml": {"attribute": True, "nodeType": "attribute"}}, "3.2"),
        "document/exclusive",
        IT.format("schemas") + "/xml/nodeType",
    ),
    # Security.
    (
        component("securitySchemes", {"type": "apiKey", "name": "k"}),
        "security/scheme",
        IT.format("securitySchemes"),
    ),
    (
        component("securitySchemes", {"type": "apiKey", "name": "k", "in": "body"}),
        "document/value",
        IT.format("securitySchemes") + "/in",
    ),
    (
        component("securitySchemes", {"type": "http", "scheme": "basic", "in": "header"}),
        "security/scheme",
        IT.format("securitySchemes") + "/in",
    ),
    (
        component("securitySchemes", {"type": "oauth2"}),
        "security/scheme",
        IT.format("securitySchemes"),
    ),
    (
        component("securitySchemes", {"type": "oauth2", "flows": {}}),
        "security/flows",
        IT.format("securitySchemes") + "/flows",
    ),
    (
        {**component("securitySchemes", {"type": "magic"}), "security": [{"It": []}]},
        "security/type",
        IT.format("securitySchemes") + "/type",
    ),
    (
        document(
            "2.0", securityDefinitions={"It": {"type": "apiKey", "name": "k", "in": "cookie"}}
        ),
        "document/value",
        "#/securityDefinitions/It/in",
    ),
    # The document as a whole.
    (document("3.0", paths={"a": {}}), "path/slash", "#/paths/a"),
    (
        document("3.0", paths={"/a/{b}": {"get": {"responses": OK}}}),
        "parameter/undeclared",
        "#/paths/~1a~1{b}/get",
    ),
    (
        document(
            "3.1",
            paths={"/a": {"get": {"operationId": "x", "responses": OK}}},
            webhooks={"w": {"post": {"operationId": "x", "responses": OK}}},
        ),
        "operation/duplicate-id",
        "#/webhooks/w/post/operationId",
    ),
]


@pytest.mark.parametrize(("tree", "code", "pointer"), REFUSED)
def test_refused(tree: Any, code: str, pointer: str) -> None:
    assert [one for one in found(tree) if one[0] == "error"] == [("error", code, pointer)]


REPORTED: list[tuple[Any, str, str]] = [
    ({"openapi": "3.1.0", "paths": {}}, "document/missing", "#"),
    (document("3.0", info={"title": "T", "version": 1}), "document/type", "#/info/version"),
    (
        {"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "components": {}},
        "document/missing",
        "#",
    ),
    (
        component("schemas", {"discriminator": "kind"}),
        "document/type",
        IT.format("schemas") + "/discriminator",
    ),
    (
        component("schemas", {"items": {"properties": []}}),
        "document/type",
        IT.format("schemas") + "/items/properties",
    ),
    (operation(deprecated="true"), "document/type", GET + "/deprecated"),
    (operation(parameters=None), "document/empty", GET + "/parameters"),
    (operation(responses={"4xx": {"description": ""}}), "response/status", GET + "/responses/4xx"),
    (operation(responses={"200": {}}), "document/missing", GET + "/responses/200"),
    (operation(sumary="x"), "document/unknown-field", GET + "/sumary"),
    (component("schemas", {"type": "array"}), "schema/items", IT.format("schemas")),
    (
        component("schemas", {"oneOf": [{}, {"$ref": "#/components/schemas/It"}]}),
        "schema/cycle",
        IT.format("schemas") + "/oneOf/1",
    ),
    (
        document("2.0", definitions={"It": {"allOf": [{"$ref": "#/definitions/It"}]}}),
        "schema/cycle",
        "#/definitions/It/allOf/0",
    ),
    (component("schemas", {}, "3.1") | {"overlays": {}}, "document/unknown-field", "#/overlays"),
    (
        document("3.0", components={"schemas": {"a b": {}}}),
        "component/name",
        "#/components/schemas/a b",
    ),
    (
        component("securitySchemes", {"type": "magic"}),
        "security/type",
        IT.format("securitySchemes") + "/type",
    ),
    (
        document("2.0", definitions={"It": {"oneOf": [{}]}}),
        "schema/keyword",
        "#/definitions/It/oneOf",
    ),
    (
        operation(responses={"200": {"description": "", "headers": {"A": TEXT, "a": TEXT}}}),
        "header/duplicate",
        GET + "/responses/200/headers/a",
    ),
    (
        parameter(example=1, examples={}, **TEXT),
        "document/exclusive",
        IT.format("parameters") + "/example",
    ),
    (
        document(
            "3.0",
            paths={
                "/a/{b}": {
                    "get": {"responses": OK, "parameters": [{"$ref": "#/components/parameters/b"}]}
                },
                "/a/{c}": {
                    "get": {"responses": OK, "parameters": [{"$ref": "#/components/parameters/c"}]}
                },
            },
            components={
                "parameters": {
                    name: {"name": name, "in": "path", "required": True, **TEXT} for name in "bc"
                }
            },
        ),
        "path/duplicate",
        "#/paths/~1a~1{c}",
    ),
]


@pytest.mark.parametrize(("tree", "code", "pointer"), REPORTED)
def test_reported(tree: Any, code: str, pointer: str) -> None:
    assert found(tree) == [("warning", code, pointer)]


FINE: list[Any] = [
    operation("3.1", responses={"2XX": {"description": ""}, "default": {"description": ""}}),
    document("3.2", paths={"/a": {"query": {}, "additionalOperations": {"LINK": {}}}}),
    # Recursion that a value ends.
    component("schemas", {"allOf": [{"items": {"allOf": [{"$ref": "#/components/schemas/It"}]}}]}),
    # Data and names are no keywords.
    component(
        "schemas", {"default": {"type": 5}, "properties": {"type": {"enum": [{"required": 1}]}}}
    ),
    component("schemas", {"items": [{"type": "string"}], "additionalProperties": False}, "3.1"),
    component("schemas", {"x-a": {"type": 5}, "my-keyword": 1}, "3.1"),
    # A map or a text that stands elsewhere is not OpenAPI, but used.
    component(
        "responses", {"description": {"$ref": "#/info/title"}, "content": {"$ref": "#/paths"}}
    ),
    document(
        "3.0",
        paths={"/a/{b}": {"get": {"$ref": "#/x-operations/get"}}},
        **{
            "x-operations": {
                "get": {
                    "parameters": [{"name": "b", "in": "path", "required": True, **TEXT}],
                    "responses": OK,
                }
            }
        },
    ),
    operation("2.0", parameters=[{"name": "b", "in": "body", "schema": {"type": "object"}}]),
]


@pytest.mark.parametrize("tree", FINE)
def test_fine(tree: Any) -> None:
    assert found(tree) == []


def test_references_are_followed_as_what_they_stand_for() -> None:
    tree = operation(parameters=[{"$ref": "#/x-shared/p"}])
    tree["x-shared"] = {"p": {"name": "p"}}
    assert [one[1:] for one in found(tree)] == [("document/missing", "#/x-shared/p")]


def test_depth_and_cycles_are_no_matter() -> None:
    schema: Any = {}
    for _ in range(5000):
        schema = {"allOf": [schema]}
    assert found(component("schemas", schema)) == []
    assert found(component("parameters", {"$ref": "#/components/parameters/It"})) == []


def test_a_rule_of_the_configuration_waives_a_refusal() -> None:
    tree = document("3.0", paths={"/a/{b}": {"get": {"responses": OK}}})
    assert from_tree(tree).api is None
    rule = IgnoreRule("parameter/undeclared", "#/paths/~1a~1{b}", "it is a text")
    made = from_tree(tree, ApiConfig("", Path(), ignore=(rule,)))
    assert made.api is not None and not made.findings
    operation = made.api.root.operations or made.api.root.children[0].operations
    assert [part if isinstance(part, str) else part.name.wire for part in operation[0].path]


def test_one_fault_is_said_once() -> None:
    made = from_tree(operation(deprecated="true"))
    assert [one.diagnostic.code for one in made.findings].count("document/type") == 1
    made = from_tree(component("securitySchemes", {"type": "oauth2", "flows": {}}))
    assert [one.diagnostic.code for one in made.findings] == ["security/flows"]


def test_the_grammar_names_only_what_it_explains() -> None:
    for grammar in map(grammar_of, ("2.0", "3.0", "3.1", "3.2")):
        for kind, (fields, _) in grammar.items():
            assert kind in TITLES
            assert {one.kind for one in fields.values()} <= SCALARS | grammar.keys()
