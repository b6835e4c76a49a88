"""Vendor extensions: every key of the table has an effect, a reason, or a located complaint."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.support import Made, from_tree, python_files

from clientsmith import ir, rewrite
from clientsmith.config import ApiConfig
from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.normalize import normalize
from clientsmith.normalize.extension_table import CODE, HONOURED, UNUSED
from clientsmith.source import Sources
from clientsmith.targets import python

LIST = {
    "type": "object",
    "properties": {
        "data": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
        "after": {"type": "string"},
        "more": {"type": "string"},
    },
}
TREE: dict[str, Any] = {
    "openapi": "3.2.0",
    "info": {"title": "Things", "version": "1"},
    "servers": [{"url": "https://things.example"}],
    "x-fern-sdk-variables": {"since": {"type": "string"}},
    "paths": {
        "/things": {
            "get": {
                "operationId": "getSome",
                "parameters": [
                    {"name": "start", "in": "query", "schema": {"type": "string"}},
                    {"name": "most", "in": "query", "schema": {"type": "integer"}},
                ],
                "responses": {
                    "200": {"description": "A.", "content": {"application/json": {"schema": LIST}}},
                    "201": {"description": "B.", "content": {"text/plain": {}}},
                },
            },
            "post": {
                "operationId": "make",
                "x-fern-idempotent": True,
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}
                    }
                },
                "parameters": [{"name": "start", "in": "query", "schema": {"type": "string"}}],
                "responses": {
                    "200": {"description": "A.", "content": {"application/json": {"schema": LIST}}}
                },
            },
        }
    },
    "webhooks": {
        "made": {"post": {"requestBody": {"content": {"application/json": {"schema": LIST}}}}}
    },
    "components": {
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "bearer": {"type": "http", "scheme": "bearer"},
            "basic": {"type": "http", "scheme": "basic"},
            "oauth": {
                "type": "oauth2",
                "flows": {
                    "clientCredentials": {"tokenUrl": "https://things.example/token", "scopes": {}}
                },
            },
        },
        "schemas": {
            "Thing": {
                "type": "object",
                "properties": {
                    "size": {"type": "string", "enum": ["s", "l"]},
                    "text": {"type": "string"},
                    "old": {"type": "string", "deprecated": True},
                },
            },
            "Animal": {
                "type": "object",
                "properties": {"kind": {"type": "string"}},
                "discriminator": {"propertyName": "kind"},
            },
            "Cat": {"allOf": [{"$ref": "#/components/schemas/Animal"}], "required": ["kind"]},
            "Dog": {"allOf": [{"$ref": "#/components/schemas/Animal"}], "required": ["kind"]},
            "Only": {"type": "string", "enum": ["one"]},
        },
    },
}
ROOT: tuple[str | int, ...] = ()
GET = ("paths", "/things", "get")
POST = ("paths", "/things", "post")
PARAMETER = (*GET, "parameters", 0)
THING = ("components", "schemas", "Thing")
SIZE = (*THING, "properties", "size")
ONLY = ("components", "schemas", "Only")
TEXT = (*THING, "properties", "text")
OLD = (*THING, "properties", "old")
HOOK = ("webhooks", "made", "post")
SCHEMES = ("components", "securitySchemes")
CURSOR = {"type": "cursor", "inputs": [{"name": "start", "in": "parameters", "type": "cursor"}]}
SPEAKEASY = {**CURSOR, "outputs": {"results": "$.data", "nextCursor": "$.after"}}
FERN = {"cursor": "$request.start", "next_cursor": "$response.after", "results": "$response.data"}
SCALAR = {
    "type": "cursor",
    "request": {"start": {"type": "cursor"}},
    "response": {"data": {"type": "items"}, "after": {"type": "cursor"}},
}

# Key -> where it is put, and a value that must change something.
PROBES: dict[str, tuple[tuple[str | int, ...], Any]] = {
    **dict.fromkeys(("x-stainless-method", "x-scalar-method"), (GET, "stuff.fetch")),
    **dict.fromkeys(
        ("x-speakeasy-group", "x-fern-sdk-group-name", "x-groupName", "x-svix-group-name"),
        (GET, "stuff"),
    ),
    "x-ds-service": (GET, "stuff"),
    **dict.fromkeys(
        ("x-fern-sdk-method-name", "x-scalar-method-name", "x-operation-name", "x-methodName"),
        (GET, "fetch"),
    ),
    "x-ds-methodname": (GET, "fetch"),
    "x-speakeasy-name-override": (GET, "fetch"),
    "x-ms-client-name": (PARAMETER, "from_where"),
    "x-stainless-param": ((*PARAMETER, "schema"), "from_where"),
    **dict.fromkeys(("x-fern-parameter-name", "x-scalar-parameter-name"), (PARAMETER, "since")),
    **dict.fromkeys(("x-fern-property-name", "x-scalar-property-name"), (TEXT, "words")),
    **dict.fromkeys(
        ("x-fern-type-name", "x-scalar-model", "x-stainless-naming"), (THING, "Gadget")
    ),
    "x-speakeasy-pagination": (GET, SPEAKEASY),
    "x-scalar-pagination": (GET, SCALAR),
    "x-fern-pagination": (GET, FERN),
    "x-ms-pageable": (GET, {"nextLinkName": "more", "itemName": "data"}),
    "x-fern-streaming": (GET, {"format": "sse", "terminator": "[END]"}),
    "x-stainless-pagination-property": (PARAMETER, {"purpose": "next_cursor_param"}),
    "x-speakeasy-retries": (GET, {"strategy": "none"}),
    "x-fern-retries": (GET, {"disabled": True}),
    "x-scalar-retries": (ROOT, 3),
    "x-speakeasy-timeout": (ROOT, 500),
    "x-fern-idempotent": (GET, True),
    "x-fern-idempotency-headers": (ROOT, [{"header": "X-Once"}]),
    "x-ms-error-response": ((*GET, "responses", "200"), True),
    "x-fern-webhook-signature": (HOOK, {"type": "hmac", "header": "X-Signed"}),
    **dict.fromkeys(("x-fern-webhook", "x-webhook"), (POST, True)),
    **dict.fromkeys(
        ("x-enum-varnames", "x-enumNames", "x-enumnames", "x-scalar-enum-names"),
        (SIZE, ["SMALL", "LARGE"]),
    ),
    **dict.fromkeys(
        ("x-enum-descriptions", "x-enumDescriptions", "x-scalar-enum-descriptions"),
        (SIZE, ["Small.", "Large."]),
    ),
    "x-speakeasy-enums": (SIZE, {"s": "SMALL"}),
    "x-speakeasy-enum-descriptions": (SIZE, {"s": "Small."}),
    "x-fern-enum": (SIZE, {"s": {"name": "Small", "description": "Small."}}),
    "x-ms-enum": (SIZE, {"name": "Size", "values": [{"value": "s", "name": "Small"}]}),
    "x-stainless-renameMap": (SIZE, {"Small": "s"}),
    "x-enum-deprecated": (SIZE, ["s"]),
    **dict.fromkeys(("x-extensible-enum", "x-okta-known-values"), (TEXT, ["a", "b"])),
    "x-stainless-const": (ONLY, True),
    "x-stainless-skip": (GET, ["python"]),
    **dict.fromkeys(("x-speakeasy-ignore", "x-fern-ignore", "x-scalar-ignore"), (TEXT, True)),
    "x-internal": (GET, True),
    "x-fern-availability": (GET, {"status": "beta", "message": "Soon."}),
    **dict.fromkeys(("x-stability-level", "x-release-status", "x-stability"), (GET, "alpha")),
    **dict.fromkeys(("x-oai-beta", "x-beta"), (GET, True)),
    **dict.fromkeys(
        (
            *("x-stainless-deprecation-message", "x-speakeasy-deprecation-message"),
            *("x-scalar-deprecation-message", "x-deprecatedMessage", "x-deprecated-reason"),
            *("x-deprecation-message", "x-sunset", "x-speakeasy-deprecation-replacement"),
        ),
        (OLD, "2030-01-01"),
    ),
    **dict.fromkeys(
        ("x-codeSamples", "x-code-samples"), (GET, [{"lang": "Shell", "source": "curl"}])
    ),
    "x-speakeasy-globals": (ROOT, {"parameters": [{"name": "start", "in": "query"}]}),
    "x-fern-global-headers": (ROOT, [{"header": "X-Version", "name": "version"}]),
    "x-fern-global-parameters": (ROOT, [{"name": "start", "in": "query"}]),
    "x-fern-sdk-variable": (PARAMETER, "since"),
    "x-ms-parameter-location": (PARAMETER, "client"),
    "x-ms-mutability": (TEXT, ["read"]),
    "x-ms-secret": (TEXT, True),
    "x-ms-discriminator-value": (("components", "schemas", "Cat"), "feline"),
    "x-discriminator-value": (("components", "schemas", "Cat"), "feline"),
    "x-fern-bearer": ((*SCHEMES, "bearer"), {"name": "token", "env": "TOKEN"}),
    "x-fern-basic": ((*SCHEMES, "basic"), {"username": {"name": "who", "env": "WHO"}}),
    "x-fern-header": ((*SCHEMES, "key"), {"name": "secret", "env": "SECRET", "prefix": "K "}),
    "x-fern-token": ((*SCHEMES, "bearer"), {"name": "token"}),
    "x-tokenName": ((*SCHEMES, "oauth"), "id_token"),
    "x-stainless-auth": ((*SCHEMES, "bearer"), {"scheme_keyword": "Token"}),
    **dict.fromkeys(
        ("x-speakeasy-server-id", "x-fern-server-name", "x-name"), (("servers", 0), "main")
    ),
}
# Read by the stages before, or already so.
SAME = {"x-stainless-const"}
"""A literal of one value, whether it is constant or the only one for now."""
ELSEWHERE = {
    *("x-speakeasy-unknown-values", "x-speakeasy-extension-rewrite"),
    *("x-fern-sdk-variables", "x-fern-global-parameter", "x-ms-client-default"),
}


def place(at: tuple[str | int, ...], key: str, value: Any, **more: Any) -> dict[str, Any]:
    tree = copy.deepcopy(TREE)
    holder: Any = tree
    for token in at:
        holder = holder[token]
    holder.update({key: value, **more})
    if key == "x-stainless-pagination-property":
        fields = tree["paths"]["/things"]["get"]["responses"]["200"]["content"]
        after = fields["application/json"]["schema"]["properties"]["after"]
        after[key] = {"purpose": "next_cursor_field"}
    return tree


def text(made: Made) -> bytes:
    assert made.api is not None
    return msgspec.json.encode(made.api)


def said(made: Made) -> list[tuple[str, str]]:
    return [(it.diagnostic.code, it.diagnostic.pointer.rpartition("/")[2]) for it in made.findings]


def test_every_key_has_a_probe() -> None:
    assert set(PROBES) == HONOURED.keys() - ELSEWHERE
    assert not HONOURED.keys() & UNUSED.keys()


@pytest.mark.parametrize("key", sorted(PROBES))
def test_an_honoured_key_makes_a_difference(key: str) -> None:
    at, value = PROBES[key]
    made = from_tree(place(at, key, value))
    assert text(made) != text(from_tree(TREE))
    assert ("extension/malformed", key) not in said(made)


@cache
def package() -> dict[str, bytes]:
    made = from_tree(TREE)
    assert made.api is not None
    return {file.path: file.text for file in python_files(made.api, "things")}


@pytest.mark.parametrize("key", sorted(PROBES))
def test_an_honoured_key_shows_in_the_package_or_is_listed(key: str) -> None:
    at, value = PROBES[key]
    api = from_tree(place(at, key, value)).api
    assert api is not None
    changed = {file.path: file.text for file in python_files(api, "things")} != package()
    assert changed or key in SAME or any(key in loss.keywords for loss in python.losses(api))


@pytest.mark.parametrize("key", sorted(PROBES))
def test_a_malformed_value_is_reported_and_ignored(key: str) -> None:
    at, _ = PROBES[key]
    wrong = "no" if key in ("x-scalar-retries", "x-speakeasy-timeout") else 12345
    made = from_tree(place(at, key, wrong))
    plain = copy.deepcopy(TREE)
    if key == "x-stainless-pagination-property":
        made = from_tree({**place(at, key, wrong)})
    [finding] = [it.diagnostic for it in made.findings if it.diagnostic.pointer.endswith(f"/{key}")]
    assert finding.code in ("extension/malformed", "document/type") and finding.line
    assert text(made) == text(from_tree(plain)) or key == "x-stainless-pagination-property"


@pytest.mark.parametrize("key", sorted(UNUSED))
def test_an_unused_key_is_listed(key: str) -> None:
    made = from_tree(place(GET, key, {"a": "b"}))
    assert text(made) == text(from_tree(TREE))
    lost = [it.diagnostic for it in made.findings if it.diagnostic.drops == "lost"]
    listed = [it.name for it in made.inventory.omissions.values() if it.kind == "extension"]
    if UNUSED[key].loss:
        assert [(it.code, it.pointer.rpartition("/")[2]) for it in lost] == [
            ("extension/unsupported", key)
        ]
    else:
        assert not lost and listed == [key]


def test_nothing_that_is_code_is_read() -> None:
    for key in CODE:
        evil = "__import__('os').system('true')"
        assert evil.encode() not in text(from_tree(place(TEXT, key, evil)))


@pytest.mark.parametrize(
    ("at", "first", "second"),
    [
        (GET, ("x-speakeasy-name-override", "one"), ("x-fern-sdk-method-name", "two")),
        (GET, ("x-speakeasy-group", "one"), ("x-fern-sdk-group-name", "two")),
        (PARAMETER, ("x-speakeasy-name-override", "one"), ("x-ms-client-name", "two")),
        (TEXT, ("x-fern-property-name", "one"), ("x-scalar-property-name", "two")),
        (GET, ("x-fern-availability", "beta"), ("x-stability-level", "alpha")),
        (OLD, ("x-stainless-deprecation-message", "A."), ("x-deprecatedMessage", "B.")),
    ],
)
def test_two_that_disagree(
    at: tuple[str | int, ...], first: tuple[str, Any], second: tuple[str, Any]
) -> None:
    made = from_tree(place(at, *second, **dict([first])))
    assert ("extension/conflict", second[0]) in said(made)
    assert text(made) == text(from_tree(place(at, *first)))


def test_an_unknown_key_is_counted_once() -> None:
    tree = place(GET, "x-acme-thing", 1)
    tree["components"]["schemas"]["Thing"]["x-acme-thing"] = 2
    made = from_tree(tree)
    assert text(made) == text(from_tree(TREE))
    [one] = [it for it in made.inventory.omissions.values() if it.kind == "extension"]
    assert (one.name, one.reason, one.count) == ("x-acme-thing", "unknown", 2)


# --- rewrite -----------------------------------------------------------------------------------


def mapped(mapping: dict[str, str]) -> ApiConfig:
    return ApiConfig("x", Path("x.yaml"), rewrite=mapping)


def rewritten(tree: Any, mapping: dict[str, str]) -> tuple[ir.Api, Diagnostics]:
    diagnostics = Diagnostics("x.yaml")
    sources = Sources("x.yaml", {}, {"x.yaml": tree}, version="3.2")
    before = copy.deepcopy(tree)
    sources = rewrite.apply(sources, mapped(mapping), diagnostics)
    assert tree == before
    document = Document(sources, diagnostics)
    return normalize(document, ApiConfig("x", Path("x.yaml")), diagnostics), diagnostics


def members(api: ir.Api) -> list[tuple[str, ...]]:
    return [
        member.name.words
        for schema in api.schemas.values()
        if isinstance(schema, ir.Enum) and schema.pointer.startswith(f"#/{'/'.join(THING)}/")
        for member in schema.members
    ]


def test_a_foreign_key_stands_for_a_known_one() -> None:
    tree = place(SIZE, "x-acme-names", ["SMALL", "LARGE"], example={"x-acme-names": 1})
    api, diagnostics = rewritten(tree, {"x-acme-names": "x-enum-varnames"})
    assert members(api) == [("small",), ("large",)]
    assert not list(diagnostics)


def test_a_document_maps_by_itself() -> None:
    tree = place(SIZE, "x-acme-names", ["SMALL", "LARGE"])
    tree["x-speakeasy-extension-rewrite"] = {"x-enum-varnames": "x-acme-names"}
    assert members(rewritten(tree, {})[0]) == [("small",), ("large",)]
    api, _ = rewritten(tree, {"x-acme-names": "x-enum-descriptions"})
    assert members(api) == [("s",), ("l",)]


def test_a_known_key_wins_over_a_foreign_one() -> None:
    tree = place(SIZE, "x-acme-names", ["A", "B"], **{"x-enum-varnames": ["SMALL", "LARGE"]})
    api, diagnostics = rewritten(tree, {"x-acme-names": "x-enum-varnames"})
    assert members(api) == [("small",), ("large",)]
    assert [it.code for it in diagnostics] == ["extension/conflict"]


def test_a_malformed_foreign_value_is_reported_where_it_stands() -> None:
    tree = place(SIZE, "x-acme-names", 5)
    sources = Sources("x.yaml", {}, {"x.yaml": tree}, version="3.2")
    made = rewrite.apply(
        sources, mapped({"x-acme-names": "x-enum-varnames"}), Diagnostics("x.yaml")
    )
    at = "#/components/schemas/Thing/properties/size/"
    assert made.moved == {f"{at}x-enum-varnames": f"{at}x-acme-names"}


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"x-acme-names": "x-enum-varname"}, "which is no extension that is read"),
        ({"x-acme-others": "x-enum-varnames"}, "which the document does not have"),
    ],
)
def test_a_mapping_without_effect_is_reported(mapping: dict[str, str], message: str) -> None:
    _, diagnostics = rewritten(place(SIZE, "x-acme-names", ["A", "B"]), mapping)
    [one] = [it for it in diagnostics if it.code == "config/extensions"]
    assert message in one.message
