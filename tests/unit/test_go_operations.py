"""What operations become in Go: signatures, fields, comments, doors beside the plain method."""

from __future__ import annotations

from typing import Any

import pytest
from tests.go.packages import go_files
from tests.support import from_tree

JSON = "application/json"
FLAG = {"type": "object", "properties": {"stream": {"type": "boolean"}, "n": {"type": "integer"}}}
NOTHING = {"204": {"description": "ok"}}
EVENTS = {
    JSON: {"schema": {"type": "object"}},
    "text/event-stream": {"schema": {"type": "string"}},
}


def made(operation: dict[str, Any], **more: Any) -> str:
    """The files of the package of a document with `POST /jobs/{id}`."""
    parameters = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    plain = {"operationId": "run", "parameters": parameters, "responses": NOTHING}
    item = {"post": plain | operation}
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/jobs/{id}": item},
    }
    found = from_tree(tree | more)
    assert found.api is not None, found.text()
    files = go_files(found.api, "pkg")
    return "\n".join(it.text.decode() for it in files if not it.path.endswith("_test.go"))


@pytest.mark.parametrize(
    ("name", "operation", "want"),
    [
        (
            "a constant beyond int64 is exact",
            {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"const": 10**20}}
                ]
            },
            "(ctx context.Context, id json.Number,",
        ),
        (
            "a stream that a member asks for",
            {
                "requestBody": {"content": {JSON: {"schema": FLAG}}},
                "responses": {"200": {"description": "ok", "content": EVENTS}},
            },
            "body.Stream = core.F(true)",
        ),
        (
            "required members say so",
            {"requestBody": {"content": {JSON: {"schema": {**FLAG, "required": ["n"]}}}}},
            "\t// Required.\n\tN ",
        ),
        (
            "an argument of the path is described",
            {
                "parameters": [
                    {
                        "name": "id",
                        "in": "path",
                        "required": True,
                        "description": "Which one.",
                        "schema": {"type": "integer", "maximum": 9},
                    }
                ]
            },
            "//   - id: Which one. At most 9.\n",
        ),
        (
            "headers have a type",
            {
                "responses": {
                    "204": {
                        "description": "ok",
                        "headers": {"X-Left": {"schema": {"type": "integer"}}},
                    }
                }
            },
            'XLeft int64 `header:"X-Left"`',
        ),
        ("left out of Go", {"x-stainless-skip": ["go"]}, "package pkg"),
    ],
)
def test_operations(name: str, operation: dict[str, Any], want: str) -> None:
    text = made(operation)
    assert want in text, name
    assert (") Update(" in text) == ("x-stainless-skip" not in operation), name


def test_no_type_for_a_body_whose_members_are_fields() -> None:
    body = {"content": {JSON: {"schema": {"$ref": "#/components/schemas/Order"}}}}
    shared = {"schemas": {"Order": {**FLAG, "description": "What to do."}}}
    text = made({"requestBody": body}, components=shared)
    assert "Order" not in text
    assert "// JobUpdateParams are the parameters of Update.\n//\n// What to do.\n" in text


def test_an_object_that_is_read_on_its_own_can_be_written_as_it_was_received() -> None:
    inner = {"type": "object", "properties": {"n": {"type": "integer"}}}
    row = {"type": "object", "properties": {"inner": inner}}
    answer = {"content": {JSON: {"schema": {"$ref": "#/components/schemas/Rows"}}}}
    shared = {"schemas": {"Rows": {"type": "array", "items": row}}}
    text = made({"responses": {"200": {"description": "ok", **answer}}}, components=shared)
    assert "func (r RowsItem) MarshalJSON() (" in text
    assert "func (r RowsItemInner) MarshalJSON() (" in text
