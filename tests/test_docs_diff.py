"""`docs-diff`: the vendor's pages beside the document, as it is and damaged."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support import ROOT, from_tree

from clientsmith import config as configuration
from clientsmith.cli import run
from clientsmith.reference.build import build
from clientsmith.reference.compare import Difference, compare, same_route
from clientsmith.reference.published import read
from clientsmith.render import Render, render
from clientsmith.targets import load, load_language
from clientsmith.targets.docs.lists import Known, Lists
from clientsmith.targets.docs.pages import page_view

PAGES = Path(__file__).parent / "pages"
ALL = sorted(path.name for path in PAGES.iterdir())

# What the pages of the vendor say otherwise, each with the reason.
KNOWN = {
    # Pages about a language leave cookies out; the HTTP page of the same operation has it.
    ("typescript_list.txt", "surplus", "the page lacks the parameter `session` of the document"),
    ("go_list.txt", "surplus", "the page lacks the parameter `Session` of the document"),
}


@cache
def config() -> configuration.ApiConfig:
    (found,) = configuration.load(ROOT / "clientsmith.yaml").apis
    return found


@cache
def document() -> Any:
    return yaml.safe_load((ROOT / "specs" / "llamacloud.yaml").read_text(encoding="utf-8"))


def differences(tree: Any, name: str) -> list[Difference]:
    (page,) = read((PAGES / name).read_text(encoding="utf-8"))
    api = from_tree(tree, config()).api
    assert api is not None
    languages = []
    if page.dialect != "http":
        options = next(it.options for it in config().targets if it.name == page.dialect)
        package = load(page.dialect).lower(api, options)
        languages.append(load_language(page.dialect)(package))
    view = build(api, languages).views[-1]
    for ours in view.pages.values():
        if ours.operation.method == page.method and same_route(ours.path, page.path):
            return compare(ours, view, page)
    raise AssertionError(f"there is no {page.method} {page.path}")


@pytest.mark.parametrize("name", ALL)
def test_the_document_says_what_the_pages_say(name: str) -> None:
    found = {(name, it.kind, it.message) for it in differences(document(), name)}
    assert found == {it for it in KNOWN if it[0] == name}


LIST = ("paths", "/api/v1/beta/batch-processing", "get")
STATUS = ("paths", "/api/v1/beta/batch-processing/{job_id}", "get")
BATCHES = ("paths", "/api/v2/batches", "get")
PAGE = ("responses", "200", "content", "application/json", "schema", "properties")
JOB = (*LIST, *PAGE, "items", "items", "properties")


def at(tree: Any, *path: str | int) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def drop(*path: str | int) -> Callable[[Any], None]:
    def change(tree: Any) -> None:
        del at(tree, *path[:-1])[path[-1]]

    return change


def put(value: Any, *path: str | int) -> Callable[[Any], None]:
    def change(tree: Any) -> None:
        at(tree, *path[:-1])[path[-1]] = value

    return change


def optional(name: str, *path: str | int) -> Callable[[Any], None]:
    return lambda tree: at(tree, *path, "required").remove(name)


ENUM = ["parse", "extract", None]
MUTATIONS = [
    (
        "a parameter is gone",
        drop(*LIST, "parameters", 0),
        "missing",
        "`directory_id`",
        "http_list.md",
    ),
    ("a cookie is gone", drop(*LIST, "parameters", 7), "missing", "`session`", "http_list.md"),
    (
        "a parameter is called otherwise",
        put("size", *LIST, "parameters", 2, "name"),
        "missing",
        "`limit`",
        "http_list.md typescript_list.txt",
    ),
    (
        "an enum of a parameter lacks a value",
        put(ENUM, *LIST, "parameters", 1, "schema", "enum"),
        "values",
        '"classify"',
        "http_list.md typescript_list.txt go_list.txt",
    ),
    (
        "an enum of an answer has a value too much",
        put(["parse", "extract", "classify", "split"], *JOB, "job_type", "enum"),
        "values",
        '"split"',
        "http_list.md typescript_list.txt typescript_status.txt go_list.txt",
    ),
    (
        "a number is text",
        put({"type": "string"}, *LIST, "parameters", 3, "schema"),
        "type",
        "`offset`",
        "http_list.md typescript_list.txt go_list.txt",
    ),
    (
        "a list is an object",
        put("object", *BATCHES, *PAGE, "items", "items", "properties", "results", "type"),
        "type",
        "`items.results`",
        "http_batches.txt",
    ),
    (
        "a property need not be there",
        optional("status", *LIST, *PAGE, "items", "items"),
        "required",
        "status",
        "http_list.md typescript_list.txt typescript_status.txt",
    ),
    (
        "a parameter must be there",
        put(True, *LIST, "parameters", 2, "required"),
        "required",
        "limit",
        "http_list.md typescript_list.txt",
    ),
    ("a property is gone", drop(*JOB, "workflow_id"), "missing", "workflow_id", "http_list.md"),
    (
        "a nested property is gone",
        drop(
            *BATCHES,
            *PAGE,
            "items",
            "items",
            "properties",
            "config",
            "properties",
            "job",
            "properties",
            "type",
        ),
        "missing",
        "`items.config.job.type`",
        "http_batches.txt",
    ),
    (
        "a property is new",
        put({"type": "string"}, *JOB, "owner"),
        "surplus",
        "owner",
        "http_list.md typescript_list.txt typescript_status.txt",
    ),
    (
        "null is no value any more",
        put("string", *JOB, "directory_id", "type"),
        "type",
        "directory_id",
        "typescript_list.txt typescript_status.txt",
    ),
    (
        "a description differs",
        put("Something else", *JOB, "id", "description"),
        "description",
        "id",
        "http_list.md typescript_list.txt typescript_status.txt go_list.txt",
    ),
    (
        "the description of the operation is gone",
        drop(*STATUS, "description"),
        "description",
        "the operation",
        "typescript_status.txt",
    ),
    (
        "a limit differs",
        put(500, *LIST, "parameters", 2, "schema", "maximum"),
        "limits",
        "`maximum`",
        "typescript_list.txt go_list.txt",
    ),
    (
        "a format is gone",
        drop(*JOB, "created_at", "format"),
        "limits",
        "`format`",
        "typescript_list.txt",
    ),
    ("the title differs", put("Jobs", *LIST, "summary"), "title", "Jobs", "http_list.md"),
]


@pytest.mark.parametrize(
    ("change", "kind", "said", "pages"),
    [it[1:] for it in MUTATIONS],
    ids=[it[0] for it in MUTATIONS],
)
def test_each_damage_is_found(
    change: Callable[[Any], None], kind: str, said: str, pages: str
) -> None:
    tree = copy.deepcopy(document())
    change(tree)
    for name in pages.split():
        known = {message for page, _, message in KNOWN if page == name}
        found = [it for it in differences(tree, name) if it.message not in known]
        hits = [it for it in found if it.kind == kind and said.lower() in it.message.lower()]
        assert hits, (name, found)
        assert all(it.pointer.startswith("#/paths/") for it in hits)


def test_the_command_names_the_line_of_the_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLIENTSMITH_CACHE", "")
    text = (ROOT / "specs" / "llamacloud.yaml").read_text(encoding="utf-8")
    page = str(PAGES / "http_list.md")
    Path("api.yaml").write_text(text, encoding="utf-8")
    assert run(["docs-diff", "api.yaml", page]) == 0
    assert capsys.readouterr().out == "1 operation, 0 lost, 0 warnings\n"
    damaged = text.replace("Maximum number of jobs to return", "The most", 1)
    Path("api.yaml").write_text(damaged, encoding="utf-8")
    line = damaged.splitlines().index("        - name: limit") + 1
    assert run(["docs-diff", "api.yaml", page]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"api.yaml:{line}:")
    assert "[docs/description]" in out
    other = tmp_path / "other.md"
    other.write_text("## Other\n\n**get** `/other`\n", encoding="utf-8")
    assert run(["docs-diff", "api.yaml", str(other)]) == 1
    assert "lacks the operation GET /other" in capsys.readouterr().out
    other.write_text("# A readme\n", encoding="utf-8")
    assert run(["docs-diff", "api.yaml", str(other)]) == 2
    assert "is no reference page" in capsys.readouterr().err


def test_a_rule_of_the_configuration_accepts_a_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLIENTSMITH_CACHE", "")
    text = (ROOT / "specs" / "llamacloud.yaml").read_text(encoding="utf-8")
    Path("api.yaml").write_text(text.replace("jobs to return", "jobs", 1), encoding="utf-8")
    rule = "    ignore: [{code: docs/description, reason: ours is shorter}]\n"
    for more, code in (("", 1), (rule, 0)):
        Path("clientsmith.yaml").write_text(f"apis:\n  api:\n    spec: api.yaml\n{more}")
        assert run(["docs-diff", "api", str(PAGES / "http_list.md")]) == code


@pytest.mark.parametrize("name", ["http", "typescript", "python", "go"])
def test_our_own_pages_are_read_as_they_are(name: str) -> None:
    """What is written is read again, without a difference."""
    for path in sorted((ROOT / "generated/llamacloud/docs" / name).rglob("*.md")):
        text = path.read_text(encoding="utf-8").replace(" optional`", "optional`")
        (page,) = read(text)
        assert page.dialect == name
        api = from_tree(document(), config()).api
        assert api is not None
        languages = []
        if name != "http":
            options = next(it.options for it in config().targets if it.name == name)
            languages.append(load_language(name)(load(name).lower(api, options)))
        view = build(api, languages).views[-1]
        (ours,) = [it for it in view.pages.values() if same_route(it.path, page.path)]
        assert compare(ours, view, page) == []


def test_a_file_with_several_operations_and_models() -> None:
    text = """# Jobs

## Create

`client.jobs.create(JobCreateParamsbody, RequestOptionsoptions?): Job`

**post** `/jobs`

Words.

### Parameters

- `body: JobCreateParams`

  - `name: string`

    maxLength: 5, minLength: 1, pattern: ^[a-z]{1,5}$

### Returns

- `Job`

  - `id: string`

## List

**get** `/jobs`

### Example

```http
- `not: string`
```

## Domain Types

### Job

- `Job = object { id }`
"""
    first, second = read(text)
    assert (first.title, first.method, first.path, first.dialect) == (
        "Create",
        "POST",
        "/jobs",
        "typescript",
    )
    (body,) = first.sections["Parameters"]
    assert body.items[0].limits == {"maxLength": "5", "minLength": "1", "pattern": "^[a-z]{1,5}$"}
    assert [it.label for it in first.sections["Returns"]] == ["Job"]
    assert (second.title, second.dialect, second.sections) == ("List", "http", {})


ADDRESS = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "description": "Who."},
        "street2": {"type": ["string", "null"]},
        "class": {"type": "string", "enum": ["home", "business"], "description": "A kind."},
        "it's": {"type": "integer", "minimum": 1},
        "country": {"$ref": "#/components/schemas/Country"},
        "states": {"type": "array", "items": {"$ref": "#/components/schemas/State"}},
    },
}
REFERRED = {"$ref": "#/components/schemas/Address"}
IN_JSON = {"application/json": {"schema": REFERRED}}
RICH: Any = {
    "openapi": "3.1.0",
    "info": {"title": "Rich", "version": "1"},
    "paths": {
        "/parcels": {
            "post": {
                "operationId": "createParcel",
                "summary": "Book",
                "parameters": [
                    {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}},
                    {"name": "dry-run", "in": "query", "schema": {"type": "boolean"}},
                ],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["to"],
                                "properties": {"to": REFERRED, "from": REFERRED},
                            }
                        }
                    }
                },
                "responses": {
                    "201": {"description": "Booked.", "content": IN_JSON},
                    "422": {"description": "What is wrong.", "content": IN_JSON},
                    "default": {"description": "What went wrong.", "content": IN_JSON},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Address": ADDRESS,
            "Country": {"type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166."},
            "State": {"type": "string", "enum": ["new", "old"], "description": "How it is."},
        }
    },
}


@pytest.mark.parametrize("target", ["http", "python", "typescript", "go"])
def test_a_page_of_ours_says_what_its_document_says(target: str) -> None:
    languages = []
    options = next((it.options for it in config().targets if it.name == target), None)
    api = from_tree(RICH).api
    assert api is not None
    if options is not None:
        languages.append(load_language(target)(load(target).lower(api, options)))
    view = build(api, languages).views[-1]
    (ours,) = view.pages.values()
    lists = Lists(view, lambda key: f"../models/{view.models[key].name}.md", Known({}))
    shown = page_view(ours, view, lists)
    (file,) = render([Render("page.md", "docs/page.md.jinja", {"page": shown})])
    text = file.text.decode()
    (published,) = read(text)
    assert "See [Address](../models/Address.md)." in text
    assert published.dialect == target
    assert [it.message for it in compare(ours, view, published)] == []
