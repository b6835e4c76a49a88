"""Parameters that the client is given once: what declares them, and what arrives at a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.support import python_files
from tests.unit.normalizing import api_of, codes, document, operation
from tests.unit.served import Answer, imported, serving

from clientsmith import ir

TENANT = {"name": "tenant", "in": "path", "required": True, "schema": {"type": "string"}}
REGION = {"name": "region", "in": "query", "schema": {"type": "string", "enum": ["eu", "us"]}}
TRACE = {"name": "X-Trace", "in": "header", "schema": {"type": "integer"}}


def tree(*parameters: Any, operation: Any = None, **root: Any) -> dict[str, Any]:
    one = {"operationId": "list_things", "parameters": [TENANT, *parameters], **(operation or {})}
    made = document({"/{tenant}/things": {"get": {**one, "responses": {"204": {}}}}})
    return {**made, **root}


DECLARED: list[tuple[dict[str, Any], list[tuple[Any, ...]], list[str]]] = [
    (
        tree(REGION, TRACE, **{"x-speakeasy-globals": {"parameters": [TENANT, TRACE]}}),
        [("x_trace", "header", "X-Trace", False), ("tenant", "path", "tenant", True)],
        ["X-Trace", "tenant"],
    ),
    (
        tree(TRACE, **{"x-fern-global-headers": [{"header": "x-trace", "name": "trace"}]}),
        [("trace", "header", "x-trace", True)],
        ["X-Trace"],
    ),
    (
        tree(
            **{
                "x-fern-global-headers": [
                    {"header": "X-Version", "env": "VERSION", "x-fern-default": "2"}
                ]
            }
        ),
        [("x_version", "header", "X-Version", False)],
        [],
    ),
    (
        tree(REGION, **{"x-fern-global-parameters": [{"name": "region", "in": "query"}]}),
        [("region", "query", "region", False)],
        ["region"],
    ),
    (
        tree(
            REGION,
            **{
                "x-fern-global-parameters": [
                    {"name": "r", "target": "region", "in": "query", "apply": "explicit"}
                ]
            },
        ),
        [],
        [],
    ),
    (
        tree(
            REGION,
            operation={"x-fern-global-parameter": ["r"]},
            **{
                "x-fern-global-parameters": [
                    {"name": "r", "target": "region", "in": "query", "apply": "explicit"}
                ]
            },
        ),
        [("r", "query", "region", False)],
        ["region"],
    ),
    (
        tree({**REGION, "x-fern-sdk-variable": "where"}, **{"x-fern-sdk-variables": {"where": {}}}),
        [("where", "query", "region", False)],
        ["region"],
    ),
    (
        tree(
            {**REGION, "x-ms-parameter-location": "client", "x-ms-client-name": "place"},
            {**TRACE, "x-ms-parameter-location": "method"},
        ),
        [("place", "query", "region", False)],
        ["region"],
    ),
]


@pytest.mark.parametrize(("tree", "options", "filled"), DECLARED)
def test_what_declares_a_global(
    tree: dict[str, Any], options: list[tuple[Any, ...]], filled: list[str]
) -> None:
    api = api_of(tree)
    found = [
        ("_".join(it.name.words), it.location, it.parameter, it.required)
        for it in api.client.globals
    ]
    assert found == options
    keys = {it.key for it in api.client.globals}
    parameters = operation(api).parameters
    assert sorted(it.name.wire for it in parameters if it.option) == sorted(filled)
    assert {it.option for it in parameters if it.option} <= keys


def test_options_keep_out_of_each_others_way() -> None:
    key = {"type": "apiKey", "in": "header", "name": "X-Key"}
    made = tree(
        {**REGION, "x-ms-parameter-location": "client", "x-ms-client-name": "api_key"},
        components={"securitySchemes": {"main": key}},
    )
    client = api_of(made).client
    assert [it.name.words for it in client.options] == [("api", "key")]
    assert [it.name.words for it in client.globals] == [("query", "api", "key")]


def test_what_cannot_be_a_global_is_reported() -> None:
    said = codes(
        tree(
            **{
                "x-speakeasy-globals": {"parameters": [{"name": "nobody", "in": "query"}, {}]},
                "x-fern-global-headers": [{"name": "a"}, 1],
                "x-fern-global-parameters": [{"name": "b", "in": "body"}, {"in": "query"}],
            }
        )
    )
    assert sorted(said) == sorted(
        ["extension/unused", "extension/unsupported", *["extension/malformed"] * 4]
    )


def test_the_client_fills_what_a_call_leaves_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = {
        "x-speakeasy-globals": {"parameters": [TENANT, REGION, TRACE]},
        "x-fern-global-headers": [
            {"header": "X-Version", "name": "version", "env": "THE_VERSION"},
            {"header": "X-Pool", "name": "pool", "optional": True},
        ],
    }
    made = tree(REGION, TRACE, **declared)
    monkeypatch.setenv("THE_VERSION", "7")
    with imported(made, tmp_path, "with_globals") as module, serving(Answer(204)) as server:
        with module.Acme(base_url=server.url, tenant="acme", x_trace=3) as client:
            client.things.list()
            client.things.list(tenant="other", region="eu", x_trace=4)
            client.with_options(region="us").things.list()
            client.things.with_raw_response.list()
            assert (client.tenant, client.region, client.version) == ("acme", None, "7")
        with module.Acme(base_url=server.url, default_headers={"X-Version": "9"}) as client:
            with pytest.raises(TypeError, match="tenant is missing"):
                client.things.list()
            client.things.list(tenant="a b")
        monkeypatch.delenv("THE_VERSION")
        with pytest.raises(module.AcmeError, match="version is missing"):
            module.Acme(base_url=server.url)
        sent = [
            (path, *(headers.get(name) for name in ("X-Trace", "X-Version", "X-Pool")))
            for path, headers in server.seen
        ]
    assert sent == [
        ("/acme/things", "3", "7", None),
        ("/other/things?region=eu", "4", "7", None),
        ("/acme/things?region=us", "3", "7", None),
        ("/acme/things", "3", "7", None),
        ("/a%20b/things", None, "9", None),
    ]


def test_a_parameter_of_some_calls_is_none_of_the_client() -> None:
    """Nothing is imported to refuse a client without it."""
    api = api_of(tree(**{"x-speakeasy-globals": {"parameters": [TENANT]}}, servers=[{"url": "/"}]))
    [text] = [it.text.decode() for it in python_files(api, "pkg") if it.path == "pkg/_client.py"]
    assert "tenant: str | None = None" in text
    assert "ClientError" not in text


def test_the_ir_has_it() -> None:
    api = api_of(DECLARED[0][0])
    assert msgspec.json.decode(msgspec.json.encode(api), type=ir.Api) == api
