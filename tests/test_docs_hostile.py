"""A document whose every text is hostile: its Markdown is inert wherever it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.support import ROOT, from_tree
from tests.test_docs_site import TEXTS, with_text
from tests.unit.test_docs_prose import RENDERER, tags_and_targets

from clientsmith import paths, render
from clientsmith.targets import docs, load, load_language
from clientsmith.targets.docs.prose import is_harmless

HOSTILE = ROOT / "tests" / "hostile" / "everything.yaml"
NAMES = ["<b>", "`", "``` x", "a|b", "](javascript:x)", "\n# x", "-->", "{{ x }}"]


def pages(tree: object) -> dict[str, str]:
    api = from_tree(tree).api
    assert api is not None
    languages = [
        load_language(it)(load(it).lower(api, {})) for it in ("python", "typescript", "go")
    ]
    files = render.render(docs.plan(docs.lower(api, {"html": False}, None, languages)))
    paths.verify(file.path for file in files)
    return {file.path: file.text.decode() for file in files}


@pytest.mark.parametrize("text", [*TEXTS, "```", "~~~\nx", "# Title\n\nx\n===", "- a\n  - b"])
def test_texts(text: str) -> None:
    tree = with_text(yaml.safe_load(HOSTILE.read_text(encoding="utf-8")), text)
    for path, page in pages(tree).items():
        if Path(path).suffix in (".md", ".txt"):
            tags, targets = tags_and_targets(page)
            assert [it for it in tags if it != "> "] == [], path
            assert all(map(is_harmless, targets)), (path, targets)


@pytest.mark.parametrize("name", NAMES)
def test_names(name: str) -> None:
    """Of parameters, properties, values and models."""
    schema = {
        "type": "object",
        "properties": {name: {"type": "string", "enum": [name, "b"], "description": name}},
        "required": [name],
    }
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/M"}}}
    get = {
        "summary": name,
        "tags": [name],
        "parameters": [{"name": name, "in": "query", "schema": {"type": "string"}}],
        "responses": {"200": {"description": name, "content": answer}},
    }
    tree = {
        "openapi": "3.1.0",
        "info": {"title": name, "version": name},
        "tags": [{"name": name, "description": name}],
        "paths": {"/x": {"get": get}},
        "components": {"schemas": {"M": {**schema, "title": name}}},
    }
    for path, page in pages(tree).items():
        if Path(path).suffix in (".md", ".txt"):
            tags, targets = tags_and_targets(page)
            assert tags == [], path
            assert all(map(is_harmless, targets)), (path, targets)
            # Nothing is left open.
            end = RENDERER.parse(f"{page}\n\nthe end\n")[-2]
            assert (end.type, end.content, end.level) == ("inline", "the end", 1), path


def test_a_resource_called_models_and_a_model_called_as_its_method() -> None:
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/Retrieve"}}}
    get = {"operationId": "list", "tags": ["models"]}
    get |= {"responses": {"200": {"description": "d", "content": answer}}}
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/models": {"get": get}},
        "components": {
            "schemas": {"Retrieve": {"type": "object", "properties": {"a": {"type": "string"}}}}
        },
    }
    found = pages(tree)
    http = sorted(it for it in found if it.startswith("http/"))
    assert http == ["http/models/Retrieve_2.md", "http/models/retrieve.md"]
    assert "(Retrieve_2.md)" not in found["http/models/retrieve.md"]  # it is written out there
    assert "http/models/Retrieve_2.md" in found["README.md"]
