"""Calls in docstrings and comments: those of the reference, and never long."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap

import black
from tests.support import ROOT, from_file, from_tree

from clientsmith import render
from clientsmith.reference.build import build
from clientsmith.targets import load, load_language, python, typescript
from clientsmith.targets.python.examples import LONGEST


def test_python_of_the_reference() -> None:
    api = from_file(ROOT / "tests/hostile/everything.yaml", name="hostile").api
    assert api is not None
    package = python.lower(api, {"package": "hostile"})
    samples = [
        page.samples[0].code
        for page in build(api, [load_language("python")(package)]).views[-1].pages.values()
    ]
    programs = {ast.unparse(it) for code in samples for it in ast.parse(code).body}
    count = 0
    for file in render.render(python.plan(package)):
        if "/resources/" not in file.path and not file.path.endswith("_client.py"):
            continue
        for cls in ast.walk(ast.parse(file.text)):
            for method in cls.body if isinstance(cls, ast.ClassDef) else ():
                shown = _example(method)
                if shown:
                    assert isinstance(cls, ast.ClassDef) and not cls.name.startswith("Async")
                    assert len(shown.splitlines()) <= LONGEST
                    assert {ast.unparse(it) for it in ast.parse(shown).body} <= programs
                    count += 1
    assert count > 5


def test_an_import_of_several_lines_stands_where_the_call_does() -> None:
    names = ("RepositoryThatACodespaceOfSomeUserIsCreatedFor", "PullRequestThatItIsCreatedFor")
    parts = {
        name: {"type": "object", "required": [key], "properties": {key: {"type": "integer"}}}
        for name, key in zip(names, ("repository_id", "pull_request"), strict=True)
    }
    either = {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in names]}
    post = {
        "operationId": "create_codespace",
        "requestBody": {"required": True, "content": {"application/json": {"schema": either}}},
        "responses": {"204": {"description": "ok"}},
    }
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "Codespaces of GitHub", "version": "1"},
        "paths": {"/codespaces": {"post": post}},
        "components": {"schemas": parts},
    }
    api = from_tree(tree).api
    assert api is not None
    package = python.lower(api, {"package": "codespaces_of_github"})
    [text] = [
        file.text.decode()
        for file in render.render(python.plan(package))
        if file.path.endswith("/resources/codespaces.py")
    ]
    assert "            from codespaces_of_github.types import (\n                Repo" in text
    assert black.format_str(text, mode=black.Mode(line_length=88)) == text


def test_typescript() -> None:
    api = from_file(ROOT / "tests/hostile/everything.yaml", name="hostile").api
    assert api is not None
    package = typescript.lower(api, {"package": "hostile"})
    view = build(api, [load_language("typescript")(package)]).views[-1]
    lines = {line for page in view.pages.values() for line in page.samples[0].code.splitlines()}
    count = 0
    for file in render.render(typescript.plan(package)):
        for shown in re.findall(
            r"@example\n +\* ```ts\n(.*?)\n +\* ```\n +\*/", file.text.decode(), re.S
        ):
            code = [re.sub(r"^ +\* ?", "", it) for it in shown.splitlines()]
            assert len(code) <= LONGEST
            assert {it.replace("*\\/", "*/").replace("\\x40", "@") for it in code} <= lines
            count += 1
    assert count > 5


def test_the_first_call_has_the_values_of_the_document() -> None:
    members = {"name": {"type": "string"}, "size": {"type": "integer"}, "note": {"type": "string"}}
    media = {
        "schema": {"type": "object", "required": ["name", "size"], "properties": members},
        "examples": {
            "wrong": {"value": {"name": "Nobody"}},
            "right": {"value": {"name": "Rex", "size": 7, "note": "left out"}},
        },
    }
    body = {"required": True, "content": {"application/json": media}}
    responses = {"204": {"description": "ok"}}
    post = {"operationId": "create_pet", "requestBody": body, "responses": responses}
    info = {"title": "Pets", "version": "1"}
    api = from_tree({"openapi": "3.1.0", "info": info, "paths": {"/pets": {"post": post}}}).api
    assert api is not None
    targets = ("python", "typescript", "go")
    languages = [load_language(it)(load(it).lower(api, {"package": "pets"})) for it in targets]
    views = build(api, languages).views
    assert len(views) == 4
    for view in views:
        (page,) = view.pages.values()
        code = page.samples[0].code
        assert "Rex" in code and "7" in code and "left out" not in code, view.id


def _example(method: ast.stmt) -> str:
    if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
        return ""
    doc = inspect.cleandoc(ast.get_docstring(method, clean=False) or "")
    return textwrap.dedent(doc.rpartition("\nExample:\n")[2]) if "\nExample:\n" in doc else ""
