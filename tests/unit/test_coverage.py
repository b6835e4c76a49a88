"""`coverage.json`, `--strict`: what is said of the things that are not in an output."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from tests.support import from_tree

from clientsmith import cli, coverage, ir
from clientsmith.diagnostics import Diagnostic, Severity
from clientsmith.normalize.counts import Count, Omission

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1.0"}
servers: [{url: https://shop.example}]
paths:
  /orders:
    get:
      operationId: list_orders
      x-note: 1
      responses:
        "200":
          description: All.
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
components:
  schemas:
    Order:
      type: object
      properties: {id: {type: string}}
      not: {required: [gone]}
"""
CONFIG = """\
apis:
  shop:
    spec: api.yaml
    targets: {ir: {output: out}}
"""
LOSS = "api.yaml:18:7: note: `not` has no counterpart in types; it is not checked [schema/keyword]"

Clientsmith = Callable[..., Result]


@pytest.fixture
def clientsmith(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clientsmith:
    (tmp_path / "api.yaml").write_text(SPEC)
    (tmp_path / "clientsmith.yaml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLIENTSMITH_CACHE", str(tmp_path / "cache"))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(cli.main, arguments, obj=cli.Settings(), catch_exceptions=False)

    return call


def accounts(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out" / coverage.NAME).read_bytes())
    return found


def test_the_accounts_stand_beside_the_manifest(clientsmith: Clientsmith, tmp_path: Path) -> None:
    result = clientsmith("generate")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "1 operation, 1 lost, 0 warnings"
    found = accounts(tmp_path)
    assert found["lost"] == [
        {
            "at": "#/components/schemas/Order/not",
            "line": 18,
            "code": "schema/keyword",
            "reason": "`not` has no counterpart in types; it is not checked",
        }
    ]
    assert found["omitted"] == [
        {
            "at": "#/paths/~1orders/get/x-note",
            "line": 8,
            "count": 1,
            "reason": "extension `x-note`: unknown",
        }
    ]
    assert found["counts"]["operation"] == {"found": 1, "emitted": 1}
    keywords = found["counts"]["keyword"]
    assert keywords["found"] - keywords["emitted"] == keywords["lost"] == 1
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert coverage.NAME in manifest["files"]


@pytest.mark.parametrize("how", ["--strict", "config"])
def test_strict_writes_nothing(clientsmith: Clientsmith, tmp_path: Path, how: str) -> None:
    if how == "config":
        (tmp_path / "clientsmith.yaml").write_text(CONFIG + "    strict: true\n")
    options = ["--strict"] if how == "--strict" else []
    result = clientsmith("generate", *options)
    assert result.exit_code == 1
    assert LOSS in result.output and "nothing was written" in result.output
    assert not (tmp_path / "out").exists()
    assert clientsmith("lint", *options).exit_code == 1
    clientsmith("generate", "--config", "clientsmith.yaml")
    assert clientsmith("lint", "api.yaml").exit_code == (how == "config")


def test_strict_on_what_was_generated_before(clientsmith: Clientsmith) -> None:
    assert clientsmith("generate").exit_code == 0
    again = clientsmith("generate", "--strict")
    assert again.exit_code == 1 and LOSS in again.output


def test_an_accepted_loss_is_listed_and_no_fault(clientsmith: Clientsmith, tmp_path: Path) -> None:
    rule = "    ignore: [{code: schema/keyword, pointer: '#/components', reason: known}]\n"
    (tmp_path / "clientsmith.yaml").write_text(CONFIG + rule)
    result = clientsmith("generate", "--strict")
    assert (result.exit_code, result.output.splitlines()[-1]) == (
        0,
        "1 operation, 0 lost, 0 warnings",
    )
    assert [(one["code"], one["line"]) for one in accounts(tmp_path)["lost"]] == [
        ("schema/keyword", 18)
    ]


def test_lint_says_the_same(clientsmith: Clientsmith) -> None:
    result = clientsmith("lint", "api.yaml")
    assert LOSS in result.output
    assert result.output.splitlines()[-1] == "1 operation, 1 lost, 0 warnings"
    assert json.loads(clientsmith("lint", "--format", "json").stdout)["lost"] == 1


def test_the_file_is_sorted_and_small() -> None:
    def loss(pointer: str, drops: Any) -> Diagnostic:
        return Diagnostic(Severity.NOTE, "a/b", "Why.", pointer, "x.yaml", line=3, drops=drops)

    counts = {"b": Count(5, 2, 1), "a": Count(1, 0, 0), "none": Count()}
    dropped = [loss("#/z", "lost"), loss("#/a", "lost"), loss("#/m", "omitted")]
    text = coverage.encode(counts, dropped, [Omission("keyword", "xml", "\u00e9", "#/b", 7, 5)])
    assert text.decode().splitlines() == [
        "{",
        ' "counts": {',
        '  "a": {"found": 1, "emitted": 1},',
        '  "b": {"found": 5, "emitted": 2, "lost": 2, "omitted": 1}',
        " },",
        ' "lost": [',
        '  {"at": "#/a", "line": 3, "code": "a/b", "reason": "Why."},',
        '  {"at": "#/z", "line": 3, "code": "a/b", "reason": "Why."}',
        " ],",
        ' "omitted": [',
        '  {"at": "#/b", "line": 5, "count": 7, "reason": "keyword `xml`: \\u00e9"},',
        '  {"at": "#/m", "line": 3, "code": "a/b", "reason": "Why."}',
        " ]",
        "}",
    ]
    json.loads(text)


# What an object is, where it is not used, and what is said of it.
def _with(**parts: Any) -> dict[str, Any]:
    operation = {"responses": {"200": {"description": "."}}, **parts.pop("operation", {})}
    return {
        "openapi": "3.2.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": operation}, **parts.pop("paths", {})},
        **parts,
    }


@pytest.mark.parametrize(
    ("tree", "want"),
    [
        (_with(), []),
        (_with(components={"parameters": {"p": {"name": "p", "in": "query"}}}), []),  # unused
        (_with(operation={"x-internal": True}), []),  # asked for
        (_with(components={"schemas": {"A": {"typo": 1}}}), ["coverage/unknown-keyword"]),
        (
            _with(operation={"parameters": [{"name": "Accept", "in": "header", "schema": {}}]}),
            [],  # the specification says so
        ),
        (
            _with(components={"schemas": {"A": {"type": "string", "properties": {"a": {}}}}}),
            [],  # it says nothing about strings
        ),
        (
            _with(components={"schemas": {"A": {"type": "array", "contains": {}}}}),
            ["schema/keyword"],
        ),
    ],
)
def test_what_is_lost(tree: dict[str, Any], want: list[str]) -> None:
    found = [it.diagnostic for it in from_tree(tree).findings if it.diagnostic.drops == "lost"]
    assert [it.code for it in found] == want
    assert all(it.line for it in found)


# What a property is made of, and what it gets from all of it.
@pytest.mark.parametrize(
    ("schema", "want"),
    [
        (
            {"allOf": [{"$ref": "#/components/schemas/B"}, {"description": "D."}]},
            ("D.", False, None),
        ),
        ({"allOf": [{"$ref": "#/components/schemas/B"}, {"readOnly": True}]}, ("", True, None)),
        ({"allOf": [{"$ref": "#/components/schemas/B"}, {"default": "x"}]}, ("", False, "x")),
        ({"$ref": "#/components/schemas/C"}, ("", True, "c")),
        ({"description": "A.", "allOf": [{"description": "B."}]}, ("A.\n\nB.", False, None)),
    ],
)
def test_what_stands_beside_a_reference_counts(schema: Any, want: tuple[Any, ...]) -> None:
    schemas = {
        "A": {"type": "object", "properties": {"a": schema}},
        "B": {"type": "string", "minLength": 1},
        "C": {"type": "string", "readOnly": True, "default": "c"},
    }
    made = from_tree(_with(components={"schemas": schemas}))
    assert made.api is not None
    entry = made.api.schemas["#/components/schemas/A"]
    assert isinstance(entry, ir.Object)
    [prop] = entry.properties
    default = None if prop.default is msgspec.UNSET else prop.default
    assert (prop.docs.description, prop.read_only, default) == want
    assert not [it for it in made.findings if it.diagnostic.drops]


def test_a_tag_describes_what_all_its_operations_are_in() -> None:
    def operation(*tags: str) -> dict[str, Any]:
        return {"get": {"tags": list(tags), "responses": {"200": {"description": "."}}}}

    tree = _with(
        paths={
            "/users": operation("people"),
            "/users/{id}/keys": operation("people"),
            "/orders": operation("mixed"),
            "/bills": operation("bills", "mixed"),
        },
        tags=[
            {"name": "people", "description": "Everybody."},
            {"name": "bills", "description": "To pay."},
            {"name": "mixed", "description": "This and that."},
            {"name": "none", "description": "Of nothing."},
        ],
    )
    tree["paths"]["/users/{id}/keys"]["parameters"] = [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    ]
    del tree["paths"]["/a"]
    made = from_tree(tree)
    assert made.api is not None
    found = {it.name.wire: it.docs.description for it in made.api.root.children}
    assert found == {"users": "Everybody.", "orders": "This and that.", "bills": "To pay."}
    lost = [it.diagnostic.pointer for it in made.findings if it.diagnostic.drops == "lost"]
    assert lost == ["#/tags/3/description"]
