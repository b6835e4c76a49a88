"""Webhooks, callbacks and links: what is sent, how it is signed, what it leads to."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.normalizing import api_of, codes, document, names, operations, short

from clientsmith import ir

DONE = {"type": "object", "properties": {"type": {"const": "done"}, "id": {"type": "string"}}}
FAILED = {"type": "object", "properties": {"type": {"const": "failed"}}}


def sent(schema: Any, **more: Any) -> dict[str, Any]:
    return {"post": {"requestBody": {"content": {"application/json": {"schema": schema}}}, **more}}


def header(*wires: str) -> list[dict[str, Any]]:
    return [{"name": it, "in": "header", "schema": {"type": "string"}} for it in wires]


def test_the_event_is_the_union_of_all_webhooks() -> None:
    api = api_of(document(webhooks={"done": sent(DONE), "failed": sent(FAILED)}))
    assert api.webhook_event == ir.Ref(pointer="#/webhooks")
    assert names(api)["#/webhooks"] == "webhook_event"
    union = api.schemas["#/webhooks"]
    assert isinstance(union, ir.Alias) and isinstance(union.type, ir.Union)
    assert union.type.discriminator is not None
    assert union.type.discriminator.mapping == (("done", 0), ("failed", 1))


def test_a_single_event_that_says_its_name_has_others_beside_it() -> None:
    api = api_of(document(webhooks={"done": sent(DONE)}))
    union = api.schemas["#/webhooks"]
    assert isinstance(union, ir.Alias) and isinstance(union.type, ir.Union)
    assert len(union.type.variants) == 1
    assert union.type.discriminator == ir.Discriminator(property="type", mapping=(("done", 0),))


@pytest.mark.parametrize(
    ("webhooks", "want"),
    [
        ({}, None),
        ({"a": sent({"$ref": "#/components/schemas/A"})}, "&A"),
        ({"ping": {"post": {}}}, None),
        ({"text": {"post": {"requestBody": {"content": {"text/plain": {}}}}}}, None),
        ({"a": sent({"type": "string"}), "b": sent({"type": "string"})}, "string"),
        ({"a": sent({"type": "string"}), "b": sent({})}, "any"),
    ],
)
def test_events_that_are_no_union(webhooks: Any, want: str | None) -> None:
    nameless = {"type": "object", "properties": {"type": {"type": "string"}}}
    found = api_of(document(schemas={"A": nameless}, webhooks=webhooks)).webhook_event
    assert (None if found is None else short(found)) == want


def test_a_component_keeps_the_name_of_the_event() -> None:
    tree = document(
        schemas={"WebhookEvent": DONE},
        webhooks={
            "done": sent({"$ref": "#/components/schemas/WebhookEvent"}),
            "other": sent(FAILED),
        },
    )
    found = names(api_of(tree))
    assert found["#/components/schemas/WebhookEvent"] == "webhook_event"
    assert found["#/webhooks"] == "webhook_event_payload"


def test_callbacks_are_no_webhooks() -> None:
    operation = {
        "responses": {},
        "callbacks": {"shipped": {"{$request.body#/url}": sent(DONE)}},
    }
    api = api_of(document({"/orders": {"post": operation}}))
    [hook] = api.webhooks
    assert (hook.operation, hook.url) == ("#/paths/~1orders/post", "{$request.body#/url}")
    assert api.webhook_event is None


def test_operations_that_the_server_sends() -> None:
    api = api_of(document({"/hook": sent(DONE, **{"x-fern-webhook": True})}))
    assert [hook.name.words for hook in api.webhooks] == [("hook",)]
    assert list(operations(api)) == []
    assert api.webhook_event is not None


STANDARD = ("webhook-id", "Webhook-Timestamp", "webhook-signature")
FERN: dict[str, Any] = {"type": "hmac", "header": "x-sig"}


@pytest.mark.parametrize(
    ("webhook", "root", "want"),
    [
        ({}, {}, None),
        ({"parameters": header("webhook-signature")}, {}, None),
        ({"parameters": header(*STANDARD)}, {}, ("webhook-signature", "base64", "v1,")),
        (
            {"parameters": header("svix-id", "svix-timestamp", "svix-signature")},
            {},
            ("svix-signature", "base64", "v1,"),
        ),
        (
            {"parameters": header("X-Hub-Signature-256")},
            {},
            ("x-hub-signature-256", "hex", "sha256="),
        ),
        ({"parameters": header(*STANDARD)}, FERN, ("x-sig", "base64", "")),
        ({}, {**FERN, "encoding": "hex", "signature-prefix": "v0="}, ("x-sig", "hex", "v0=")),
        ({"x-fern-webhook-signature": {**FERN, "header": "own"}}, FERN, ("own", "base64", "")),
    ],
)
def test_how_webhooks_are_signed(webhook: Any, root: Any, want: Any) -> None:
    more = {"x-fern-webhook-signature": root} if root else {}
    found = api_of(document(webhooks={"done": sent(DONE, **webhook)}, **more)).webhook_signature
    assert (None if found is None else (found.header, found.encoding, found.prefix)) == want


def test_the_details_of_a_signature() -> None:
    told = {
        **FERN,
        "algorithm": "sha1",
        "payload-format": {"components": ["message-id", "timestamp", "body"], "delimiter": "|"},
        "timestamp": {"header": "x-time", "format": "iso8601", "tolerance": 10},
        "message-id": {"header": "x-id"},
    }
    tree = document(webhooks={"done": sent(DONE)}, **{"x-fern-webhook-signature": told})
    assert api_of(tree).webhook_signature == ir.WebhookSignature(
        header="x-sig",
        algorithm="sha1",
        encoding="base64",
        components=("message-id", "timestamp", "body"),
        delimiter="|",
        timestamp_header="x-time",
        timestamp_format="iso8601",
        tolerance=10,
        message_id_header="x-id",
    )


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (5, "document/type"),
        ({"type": "hmac"}, "extension/malformed"),
        ({**FERN, "type": "asymmetric"}, "extension/unsupported"),
        (
            {**FERN, "payload-format": {"components": ["notification-url", "body"]}},
            "extension/unsupported",
        ),
        ({**FERN, "payload-format": {"components": ["timestamp", "body"]}}, "extension/malformed"),
        ({**FERN, "algorithm": "md5"}, "document/type"),
        (
            {**FERN, "timestamp": {"header": "x", "tolerance": -1}},
            "document/type",
        ),
    ],
)
def test_signatures_that_cannot_be_verified_are_reported(told: Any, code: str) -> None:
    tree = document(webhooks={"done": sent(DONE)}, **{"x-fern-webhook-signature": told})
    assert codes(tree) == [code]


def test_links() -> None:
    get = {"operationId": "getIt", "responses": {}}
    answer = {
        "description": "ok",
        "links": {
            "byId": {"operationId": "getIt", "parameters": {"id": "$response.body#/id"}},
            "byRef": {"operationRef": "#/paths/~1it/get", "description": "It."},
            "shared": {"$ref": "#/components/links/L"},
            "lost": {"operationId": "nothing"},
        },
    }
    tree = document(
        {"/it": {"get": get, "post": {"responses": {"201": answer}}}},
        components={"links": {"L": {"operationId": "getIt", "requestBody": {"a": 1}}}},
    )
    api = api_of(tree)
    found = dict(operations(api))["it.create"].responses[0].links
    assert [(it.name, it.operation) for it in found] == [
        (name, "#/paths/~1it/get") for name in ("byId", "byRef", "shared")
    ]
    assert found[0].parameters == (("id", "$response.body#/id"),)
    assert found[2].body == {"a": 1}
    assert codes(tree) == ["link/operation"]
