"""Bodies of several kinds: a method for each, and what is equivalent."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.normalizing import api_of, document, operations, run

OBJECT = {"type": "object", "properties": {"a": {"type": "string"}}}
OTHER = {"type": "object", "properties": {"b": {"type": "string"}}}
FILE = {"type": "object", "properties": {"f": {"type": "string", "format": "binary"}}}
WHOLE: dict[str, Any] = {"schema": OBJECT}


def paths(**content: Any) -> dict[str, Any]:
    return {"/things": {"post": {"requestBody": {"content": content}}}}


@pytest.mark.parametrize(
    ("content", "want"),
    [
        ({"application/json": WHOLE}, ["create"]),
        ({"text/plain": {}}, ["create"]),
        ({"application/json": WHOLE, "text/json": WHOLE, "application/*+json": WHOLE}, ["create"]),
        (
            {"application/xml": WHOLE, "application/json": WHOLE, "text/xml": WHOLE},
            ["create", "create_xml"],
        ),
        (
            {"multipart/form-data": {"schema": FILE}, "application/json": WHOLE},
            ["create", "create_multipart"],
        ),
        (
            {"application/json": WHOLE, "application/vnd.acme.v2+json": {"schema": OTHER}},
            ["create", "create_acme_v2"],
        ),
        (
            {"text/plain": {}, "text/csv": {}, "application/yaml": {}},
            ["create", "create_csv", "create_yaml"],
        ),
        ({"image/png": {}, "image/jpeg": {}, "text/html": {}}, ["create", "create_html"]),
        (
            {"application/json": WHOLE, "application/octet-stream": {}, "*/*": {}},
            ["create", "create_binary"],
        ),
        ({"application/json": WHOLE, "application/x-ndjson": WHOLE}, ["create", "create_lines"]),
        (
            {"application/x-www-form-urlencoded": WHOLE, "multipart/form-data": WHOLE},
            ["create", "create_multipart"],
        ),
    ],
)
def test_each_kind_of_body_has_a_method(content: dict[str, Any], want: list[str]) -> None:
    assert [name for name, _ in operations(api_of(document(paths(**content))))] == [
        f"things.{name}" for name in want
    ]


def test_a_further_method_is_known_by_its_media_type() -> None:
    tree = document(paths(**{"application/json": WHOLE, "application/xml": {}}))
    [(_, first), (_, second)] = operations(api_of(tree))
    assert first.pointer == second.variant_of == "#/paths/~1things/post"
    assert second.pointer == "#/paths/~1things/post/requestBody/content/application~1xml"
    assert (first.variant_of, second.method, second.path) == (None, "POST", first.path)


def test_a_name_that_is_taken_is_not_taken_again() -> None:
    tree = document(
        {
            **paths(**{"application/json": WHOLE, "application/x-www-form-urlencoded": WHOLE}),
            "/things/create_form": {
                "post": {"x-fern-sdk-group-name": "things", "x-fern-sdk-method-name": "create_form"}
            },
        }
    )
    found = {name: one.pointer for name, one in operations(api_of(tree))}
    assert found["things.create_form"] == "#/paths/~1things~1create_form/post"
    assert "things.create_www_form_urlencoded" in found


def test_what_is_equivalent_is_said() -> None:
    content = {
        "application/json-patch+json": WHOLE,
        "application/merge-patch+json": WHOLE,
        "text/json": WHOLE,
    }
    _, diagnostics, _ = run(document(paths(**content)))
    [said] = [one for one in diagnostics if one.code == "body/equivalent"]
    assert "`application/merge-patch+json` has the same schema" in said.message


def test_a_text_cannot_hold_the_cursor_of_a_page() -> None:
    page = {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": OBJECT},
            "next_cursor": {"type": "string"},
        },
    }
    asked = {"type": "object", "properties": {"cursor": {"type": "string"}}}
    operation = {
        "requestBody": {"content": {"application/json": {"schema": asked}, "text/plain": {}}},
        "responses": {
            "200": {"description": "ok", "content": {"application/json": {"schema": page}}}
        },
        "x-speakeasy-pagination": {
            "type": "cursor",
            "inputs": [{"name": "cursor", "in": "requestBody", "type": "cursor"}],
            "outputs": {"results": "$.items", "nextCursor": "$.next_cursor"},
        },
    }
    [(_, first), (_, second)] = operations(api_of(document({"/things": {"post": operation}})))
    assert first.paging is not None
    assert second.paging is None


LIST = {"schema": {"type": "array", "items": OBJECT}}
STREAM = {"text/event-stream": {"schema": OBJECT}}


@pytest.mark.parametrize(
    ("operation", "content", "want"),
    [
        ({}, STREAM, [("list", True, "")]),
        ({}, {"application/json": LIST}, [("list", None, "")]),
        (
            {},
            {"application/json": LIST, **STREAM},
            [("list", None, ""), ("list_stream", True, "")],
        ),
        (
            {"parameters": [{"name": "stream", "in": "query", "schema": {"type": "boolean"}}]},
            {"application/json": LIST, **STREAM},
            [("list", False, "stream")],
        ),
        (
            {"parameters": [{"name": "stream", "in": "query", "schema": {"type": "string"}}]},
            {"application/json": LIST, **STREAM},
            [("list", None, ""), ("list_stream", True, "")],
        ),
    ],
)
def test_a_stream_beside_an_answer(operation: Any, content: Any, want: Any) -> None:
    tree = document(
        {
            "/things": {
                "get": {**operation, "responses": {"200": {"description": "", "content": content}}}
            }
        }
    )
    found = [
        (
            name.rpartition(".")[2],
            None if one.streaming is None else one.streaming.always,
            "" if one.streaming is None else one.streaming.flag,
        )
        for name, one in operations(api_of(tree))
    ]
    assert found == want
