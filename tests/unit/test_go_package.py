"""What the package of a Go module is called, and which files it has."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.support import ROOT, from_file, from_tree

from clientsmith import ir, render
from clientsmith.render import Copy, File
from clientsmith.targets import TARGETS, go
from clientsmith.targets.go import files, package
from clientsmith.targets.go.scopes import RESERVED_OPTIONS

RESERVED = TARGETS["go"].options["package"].reserved


def document(title: str, *names: str) -> ir.Api:
    """An API with three operations in each resource."""
    paths: dict[str, Any] = {}
    for name in names:
        for number in range(3):
            operation = {"tags": [name], "responses": {"204": {"description": "ok"}}}
            paths[f"/{name}/{number}"] = {"get": {"operationId": f"{name}_run{number}"} | operation}
    info = {"title": title, "version": "1"}
    api = from_tree({"openapi": "3.1.0", "info": info, "paths": paths}).api
    assert api is not None
    return api


def made(api: ir.Api) -> list[File]:
    plan = go.plan(go.lower(api, {}))
    return render.render(it for it in plan if not isinstance(it, Copy))


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("Pet Store", "petstore"),
        ("Go", "goapi"),
        ("Context", "contextapi"),
        ("Internal API", "internalapi"),
        ("3Scale", "scale"),
        ("日本", "api"),
        ("--", "api"),
    ],
)
def test_a_package_is_called(title: str, want: str) -> None:
    assert go.lower(document(title, "pets"), {}).facts.package == want


def test_no_package_is_called_what_the_tests_call_something_else() -> None:
    api = from_file(ROOT / "specs" / "llamacloud.yaml").api
    assert api is not None
    declared: set[str] = set()
    for file in made(api):
        if file.path.endswith("_test.go"):
            text = file.text.decode()
            for names in re.findall(r"([\w, ]+?) :=|^func (\w+)\(|^var (\w+)", text, re.MULTILINE):
                declared.update(it for part in names for it in re.split(r", *|\s+", part))
            for path in re.findall(r'^\t"([^"]+)"$', text, re.MULTILINE):
                if not path.startswith("example.com/"):
                    declared.add(path.rpartition("/")[2])
    lower = {it for it in declared if re.fullmatch(r"[a-z][a-z0-9]*", it)}
    assert len(lower) > 20
    assert lower <= set(RESERVED)


def test_a_further_file_of_a_service_is_that_of_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (files, package):
        monkeypatch.setattr(module, "LONGEST_FILE", 16)
    found = made(document("T", "jobs", "jobs2", "com"))
    paths = [it.path for it in found]
    assert {"jobs.go", "jobs2.go", "jobs22.go", "jobs3.go", "com2part.go"} <= set(paths)
    assert len(paths) == len(set(paths))
    text = "\n".join(it.text.decode() for it in found)
    assert len(re.findall(r"^func \(r \*\w+Service\) Run\d\(", text, re.MULTILINE)) == 9
    assert len(re.findall(r"^func Test\w+Run\d\(", text, re.MULTILINE)) == 9


def test_no_option_of_an_api_is_called_as_one_of_all_clients() -> None:
    text = (ROOT / "templates" / "go" / "option.go.jinja").read_text()
    declared = re.findall(r"^(?:func|type) (\w+)", text, re.MULTILINE)
    assert set(declared) == RESERVED_OPTIONS
    query = {"type": "apiKey", "in": "query", "name": "token"}
    schemes = {"token": query, "other": query | {"name": "other"}}
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "security": [{"token": []}, {"other": []}],
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"204": {"description": "-"}}}}},
        "components": {"securitySchemes": schemes},
    }
    api = from_tree(tree).api
    assert api is not None
    (option,) = (it.text.decode() for it in made(api) if it.path == "option/option.go")
    names = re.findall(r"^func (\w+)\(", option, re.MULTILINE)
    assert {"WithToken", "WithTokenProvider"} <= set(names)
    assert len(names) == len(set(names))
