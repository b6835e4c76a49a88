"""What generated tests say in corners that no case shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import black
from tests.support import from_tree, python_files

OK = {"200": {"description": "ok"}}


def generated(paths: dict[str, Any], **more: Any) -> dict[str, str]:
    """The generated files by path."""
    info = {"title": "T", "version": "1"}
    tree = {"openapi": "3.1.0", "info": info, "paths": paths, **more}
    made = from_tree(tree)
    assert made.api is not None, made.text()
    return {it.path: it.text.decode() for it in python_files(made.api, "pkg")}


def answer(**properties: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties}
    return {"description": "d", "content": {"application/json": {"schema": schema}}}


def test_a_range_is_answered_with_a_status_that_is_not_documented_itself() -> None:
    text = {"type": "string"}
    responses = {"200": answer(a=text), "2XX": answer(b=text), "4XX": answer(c=text)}
    made = generated({"/a": {"get": {"responses": {**responses, "400": answer(d=text)}}}})
    text_of = made["tests/test_pkg/test_a.py"]
    assert "status=201" in text_of
    assert '(401, "' in text_of
    assert '(400, "' in text_of


def test_default_is_left_out_where_all_errors_are_documented() -> None:
    each = {str(status): {"description": "d"} for status in (200, 400, 418, 500, 501)}
    made = generated({"/a": {"get": {"responses": {**each, "default": {"description": "d"}}}}})
    assert "402" not in made["tests/test_pkg/test_a.py"]
    assert "401" in made["tests/test_pkg/test_a.py"]
    ranges = {status: {"description": "d"} for status in ("200", "4XX", "5XX", "default")}
    assert generated({"/a": {"get": {"responses": ranges}}})


def test_an_option_leaves_the_name_to_a_resource() -> None:
    schemes = {name: {"type": "apiKey", "in": "header", "name": name} for name in ("foo", "bar")}
    made = generated(
        {"/bar": {"get": {"responses": OK}, "post": {"responses": OK}}},
        components={"securitySchemes": schemes},
        security=[{"bar": []}],
    )
    client = made["pkg/_client.py"]
    assert "def bar(self)" in client
    assert "bar_key: str | None = None," in client


def test_a_value_that_cannot_exist_is_cast() -> None:
    node = {
        "type": "object",
        "required": ["next", "name"],
        "properties": {"next": {"$ref": "#/components/schemas/Node"}, "name": {"type": "string"}},
    }
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}}}
    made = generated(
        {"/a": {"post": {"requestBody": {**body, "required": True}, "responses": OK}}},
        components={"schemas": {"Node": node}},
    )
    assert "cast(Any, {" in made["tests/test_pkg/test_a.py"]


def test_a_moment_is_compared_as_the_decoder_rounds_it() -> None:
    moment = {"type": "string", "format": "date-time", "example": "2019-11-09T11:50:28.889080521Z"}
    made = generated({"/a": {"get": {"responses": {"200": answer(at=moment)}}}})
    assert "28, 889081, tzinfo" in made["tests/test_pkg/test_a.py"]


def test_a_text_as_answer_may_be_any_text() -> None:
    text = {"description": "d", "content": {"application/json": {"schema": {"type": "string"}}}}
    made = generated({"/a": {"get": {"responses": {"200": text}}}})
    assert "test_answer_is_not_json" not in made["tests/test_pkg/test_client.py"]


def test_a_long_text_as_answer_is_laid_out_as_black_does() -> None:
    media = {"schema": {"type": "string"}, "example": "<answer>" + 90 * "x"}
    text = {"description": "d", "content": {"application/vnd.example.answer+xml": media}}
    made = generated({"/a": {"get": {"responses": {"200": text}}}})
    source = made["tests/test_pkg/test_client.py"]
    assert black.format_str(source, mode=black.Mode(line_length=88)) == source


def test_nothing_is_read_of_an_answer_that_is_null() -> None:
    null = {"description": "d", "content": {"application/json": {"schema": {"type": "null"}}}}
    made = generated({"/a": {"get": {"responses": {"200": null}}}})
    assert "test_answer_is_not_json" not in made["tests/test_pkg/test_client.py"]


def test_unions_of_lists_have_a_name_and_scalars_are_any_value() -> None:
    lists = [{"type": "array", "items": {"type": kind}} for kind in ("string", "integer")]
    numbers = [{"type": "integer"}, {"type": "number"}]
    content = {"application/json": {"schema": {"oneOf": lists}}}
    other = {"application/json": {"schema": {"type": "array", "items": {"anyOf": numbers}}}}
    made = generated(
        {
            "/a": {"get": {"responses": {"200": {"description": "d", "content": content}}}},
            "/b": {"get": {"responses": {"200": {"description": "d", "content": other}}}},
        }
    )
    assert "returns=lambda: types.ARetrieveResponse" in made["pkg/resources/a.py"]
    assert "list[Any]," in made["pkg/resources/b.py"]
    assert "list[int | float]]" in made["pkg/resources/b.py"]


def test_the_length_of_a_body_is_its_length() -> None:
    length = {"name": "Content-Length", "in": "header", "required": True}
    body = {"content": {"application/octet-stream": {"schema": {}}}}
    put = {
        "parameters": [{**length, "schema": {"type": "integer"}}],
        "requestBody": body,
        "responses": OK,
    }
    made = generated({"/a": {"put": put}})
    assert "update(content_length=12, body=" in made["tests/test_pkg/test_a.py"]
    assert "update(content_length=0)" in made["tests/test_pkg/test_a.py"]


def test_an_argument_stands_for_a_credential_of_the_same_name() -> None:
    key = {"name": "X-Token", "in": "header", "schema": {"type": "string", "example": "given"}}
    made = generated(
        {"/a": {"get": {"parameters": [key], "responses": OK}}},
        components={
            "securitySchemes": {"k": {"type": "apiKey", "in": "header", "name": "X-Token"}}
        },
        security=[{"k": []}],
    )
    assert 'request.headers["x-token"] == "given"' in made["tests/test_pkg/test_a.py"]
    assert 'request.headers["x-token"] == "my-' in made["tests/test_pkg/test_a.py"]


def test_long_names_and_many_alternatives_are_laid_out_as_black_does() -> None:
    names = [f"scheme_number_{index}" for index in range(7)]
    schemes = {name: {"type": "apiKey", "in": "header", "name": name} for name in names}
    made = generated(
        {"/a": {"get": {"responses": OK, "security": [{names[0]: [], names[1]: []}]}}},
        info={
            "title": "An Interface Whose Title Is So Long That Lines Break At It",
            "version": "1",
        },
        components={"securitySchemes": schemes},
        security=[{name: []} for name in names],
    )
    for path in ("pkg/_client.py", "pkg/resources/a.py", "tests/test_pkg/conftest.py"):
        assert black.format_str(made[path], mode=black.Mode()) == made[path], path
    assert black.format_str(made["tests/test_pkg/test_client.py"], mode=black.Mode()) == (
        made["tests/test_pkg/test_client.py"]
    )


def test_a_client_may_be_called_client_and_names_may_be_long() -> None:
    for title, scheme in (("Client API", "k"), ("L" + 80 * "o" + "ng", 60 * "k")):
        key = {"type": "apiKey", "in": "header", "name": "X-Key"}
        made = from_tree(
            {
                "openapi": "3.1.0",
                "info": {"title": title, "version": "1"},
                "paths": {"/a": {"get": {"responses": OK}}},
                "components": {"securitySchemes": {scheme: key}},
                "security": [{scheme: []}, {}],
            }
        )
        assert made.api is not None
        files = {it.path: it.text.decode() for it in python_files(made.api, "pkg")}
        for name in ("_client", "_exceptions"):
            source = files[f"pkg/{name}.py"]
            assert black.format_str(source, mode=black.Mode(line_length=88)) == source
        if title == "Client API":
            assert "class AsyncClient(AsyncClientBase):" in files["pkg/_client.py"]


def test_pages_may_be_called_page() -> None:
    page = {
        "type": "object",
        "required": ["items"],
        "properties": {
            "items": {"type": "array", "items": {"type": "string"}},
            "next_cursor": {"type": "string"},
        },
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}
    cursor = {"name": "cursor", "in": "query", "schema": {"type": "string"}}
    responses = {"200": {"description": "d", "content": content}}
    made = generated(
        {"/a": {"get": {"parameters": [cursor], "responses": responses}}},
        components={"schemas": {"Page": page}},
    )
    pages = next(text for path, text in made.items() if "pkg/pagination/page" in path)
    assert "class SyncPage(_SyncPage[T], Generic[T]):" in pages


def test_names_for_each_other_are_any_value() -> None:
    schemas = {
        name: {"allOf": [{"$ref": f"#/components/schemas/{other}"}]}
        for name, other in (("Ping", "Pong"), ("Pong", "Ping"))
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Ping"}}}
    made = generated(
        {"/a": {"get": {"responses": {"200": {"description": "d", "content": content}}}}},
        components={"schemas": schemas},
    )
    assert "Ping: TypeAlias = Any" in made["pkg/types/_ping.py"]


def test_names_that_modules_have_for_themselves() -> None:
    error = {"type": "object", "properties": {"code": {"type": "string"}}}
    whole = answer(error=error, status={"type": "object", "properties": {"a": error}})
    statuses = {status: whole for status in ("400", "404")}
    both = {"200": answer(a={"type": "string"}), **statuses}
    made = generated({"/sync": {"get": {"responses": both}, "post": {"responses": both}}})
    assert "class SyncResource(SyncResource):" not in made["pkg/resources/sync.py"]
    assert "error = body" not in made["tests/test_pkg/test_sync.py"]
    assert "status = body" not in made["tests/test_pkg/test_sync.py"]


def test_items_of_one_of_several_lists_are_narrowed() -> None:
    lists = [
        {
            "type": "array",
            "items": {
                "type": "object",
                "required": [name],
                "properties": {name: {"type": "string"}},
            },
        }
        for name in ("first", "second")
    ]
    content = {"application/json": {"schema": {"anyOf": lists}}}
    made = generated(
        {"/a": {"get": {"responses": {"200": {"description": "d", **{"content": content}}}}}}
    )
    text = made["tests/test_pkg/test_a.py"]
    assert "assert isinstance(result, list)" in text
    assert "assert isinstance(result_, Variant1)" in text


def test_objects_in_one_of_several_lists_are_named() -> None:
    lists = [
        {"type": "array", "items": {"type": "object", "properties": {name: {"type": "string"}}}}
        for name in ("first", "second")
    ]
    body = {"required": True, "content": {"application/json": {"schema": {"anyOf": lists}}}}
    made = generated({"/a": {"post": {"requestBody": body, "responses": OK}}})
    text = made["tests/test_pkg/test_a.py"]
    assert 'Param(first="first")' in text


def test_tests_of_several_clients_run_together(tmp_path: Path) -> None:
    """Two clients vendored into one repository, which has no settings for them."""
    info = {"title": "T", "version": "1"}
    paths = {"/a": {"get": {"responses": {"200": answer(b={})}}}}
    made = from_tree({"openapi": "3.1.0", "info": info, "paths": paths})
    assert made.api is not None
    for package in ("first", "second"):
        for file in python_files(made.api, package, copies=True):
            path = tmp_path / f"sdk/{package}" / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.text)
        (tmp_path / f"sdk/{package}/pyproject.toml").unlink()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    for options in ((), ("--import-mode=importlib", "--collect-only")):
        done = subprocess.run(
            [*command, *options], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_tuple_is_sent_whole() -> None:
    parts = [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}]
    body = {"content": {"application/json": {"schema": {"prefixItems": parts, "items": False}}}}
    made = generated({"/a": {"put": {"requestBody": body, "responses": OK}}})
    assert 'update(body=("body", 0, True))' in made["tests/test_pkg/test_a.py"]
