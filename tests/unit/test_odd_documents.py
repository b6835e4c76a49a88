"""What hardly anybody writes is generated or refused, in every language."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import from_tree

from clientsmith.diagnostics import Severity
from clientsmith.targets import go, python, typescript

OK = {"200": {"description": "ok"}}
TEXT = {"type": "string"}


def answer(schema: Any) -> dict[str, Any]:
    """An operation that answers in JSON."""
    content = {"application/json": {"schema": schema}}
    return {"get": {"responses": {"200": {"description": "ok", "content": content}}}}


def path_parameter(**more: Any) -> dict[str, Any]:
    """An operation with a list in its path."""
    schema = {"type": "array", "items": TEXT, **more}
    one = {"name": "id", "in": "path", "required": True, "schema": schema}
    return {"get": {"parameters": [one], "responses": OK}}


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        ({"/a": answer({"const": {"a": [1]}})}, []),
        ({"/a": answer({"type": "array", "items": {"const": [1]}})}, []),
        ({"/a": answer({"allOf": [{"$id": "https://example.com/a", "type": "object"}]})}, []),
        ({"/a/{id}": path_parameter(default=["x"])}, []),
        ({"/a": {"post": {"$ref": "#/info/title"}}}, ["document/type"]),
        ({"/a": answer({"type": "string", "anyOf": [None]})}, ["document/type"]),
        ({"/a": answer({"type": True, "properties": {"a": TEXT}})}, ["document/type"]),
        ({"/a": answer({"$dynamicAnchor": "a", "$ref": "#/tags"})}, ["schema/invalid"]),
    ],
    ids=["const", "items", "id", "default", "operation", "variant", "type", "list"],
)
def test_odd_documents(paths: dict[str, Any], codes: list[str]) -> None:
    info = {"title": "Acme API", "version": "1"}
    made = from_tree({"openapi": "3.1.0", "info": info, "tags": [{"name": "t"}], "paths": paths})
    said = {it.diagnostic.code: it.diagnostic.severity for it in made.findings}
    assert [code for code, severity in said.items() if severity is not Severity.NOTE] == codes
    if made.api is not None:
        for target in (python, typescript, go):
            options = {"package": "demo", "module": "example.com/demo"} if target is go else {}
            assert target.plan(target.lower(made.api, options))
