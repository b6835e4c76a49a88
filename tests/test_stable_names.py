"""Laws: what comes, goes or moves in a document renames nothing that stays.

Over the cases and, where it is there, over documents of the corpus; `make nightly` tries many more
edits of each, and all documents of the corpus.
"""

from __future__ import annotations

import copy
import json
import os
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import EXAMPLES
from tests.edits import PREFIX, edited, reordered
from tests.public_names import lowered, named, renamed
from tests.support import ROOT
from tests.test_cases import CASES, NAMES

from clientsmith import render, yaml_tree
from clientsmith.render import Copy
from clientsmith.syntax import SyntaxProblem
from clientsmith.targets import python

CORPUS = Path(os.environ.get("CORPUS", ROOT.parent / "shared" / "corpus")) / "documents"
MOST_BYTES = 2_000_000 if EXAMPLES else 60_000
FEW = 40
"""Documents of the corpus in a normal run."""


@cache
def tree_of(path: Path, target: str = "python") -> Any:
    """The document, or None where it is not one that stands alone and has names."""
    text = path.read_text(encoding="utf-8-sig")
    try:
        tree = json.loads(text) if path.suffix == ".json" else yaml_tree.parse(text, [])
        if not isinstance(tree, dict) or "openapi" not in tree:
            return None
        before, lock = named(tree, target=target)
    except (ValueError, AssertionError, SyntaxProblem):
        return None
    return tree, before, lock


def documents() -> list[Path]:
    """The cases, and documents of the corpus: all of them, or some that are small."""
    found = [CASES / name / "spec.yaml" for name in NAMES]
    listed = CORPUS / "manifest.tsv"
    rows = listed.read_text(encoding="utf-8").splitlines()[1:] if listed.is_file() else []
    paths = (CORPUS / row.partition("\t")[0] for row in rows)
    corpus = [path for path in paths if path.is_file() and path.stat().st_size < MOST_BYTES]
    return found + (corpus if EXAMPLES else corpus[:: max(1, len(corpus) // FEW)])


DOCUMENTS = documents()
few = settings(max_examples=max(2, EXAMPLES // 200))


@pytest.mark.parametrize("target", ["python", "typescript", "go"])
@pytest.mark.parametrize("path", DOCUMENTS, ids=[f"{it.parent.name}-{it.name}" for it in DOCUMENTS])
@few
@given(seed=st.integers(0, 2**32))
def test_nothing_that_stays_is_renamed(path: Path, target: str, seed: int) -> None:
    known = tree_of(path, target)
    if known is None:
        pytest.skip("no document with names of its own")
    tree, before, lock = known
    changed = edited(tree, Random(seed))
    try:
        after, changed_lock = named(changed, lock, target)
    except AssertionError:  # the edit has made it invalid
        return
    assert renamed(before, after) == {}
    again, same_lock = named(changed, changed_lock, target)
    assert (renamed(after, again), same_lock) == ({}, changed_lock)
    assert len(again) == len(after)


@pytest.mark.parametrize("target", ["python", "typescript", "go"])
@pytest.mark.parametrize("path", DOCUMENTS, ids=[f"{it.parent.name}-{it.name}" for it in DOCUMENTS])
@few
@given(seed=st.integers(0, 2**32))
def test_order_renames_nothing_even_without_a_lock(path: Path, target: str, seed: int) -> None:
    known = tree_of(path, target)
    if known is None:
        pytest.skip("no document with names of its own")
    tree, before, lock = known
    after, same_lock = named(reordered(tree, Random(seed)), target=target)
    assert (renamed(before, after), same_lock) == ({}, lock)


OLD: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "paths": {
        "/jobs/{id}": {
            "put": {
                "operationId": "put",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {}},
                    {"name": "X-Id", "in": "header", "schema": {}},
                ],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"type": "object", "properties": {"key": {}, "petId": {}}}
                        }
                    }
                },
                "responses": {"200": {"description": "ok"}},
            }
        }
    },
    "components": {
        "schemas": {
            "Owner": {
                "type": "object",
                "properties": {
                    "petId": {"type": "string"},
                    "home": {"type": "object", "properties": {"a": {"type": "string"}}},
                },
            },
            "Dog": {"type": "object", "properties": {"owner": {"$ref": PREFIX + "Owner"}}},
        },
        "securitySchemes": {"one": {"type": "apiKey", "in": "header", "name": "X"}},
    },
}


def test_the_older_of_two_keeps_its_name() -> None:
    before, lock = named(OLD)
    new = copy.deepcopy(OLD)
    schemas = new["components"]["schemas"]
    schemas["Owner"]["properties"] |= {
        "pet_id": {"type": "string"},
        "dog": {"$ref": PREFIX + "Dog"},
    }
    schemas["Dog"]["properties"]["home"] = schemas["Owner"]["properties"]["home"]
    parameters = new["paths"]["/jobs/{id}"]["put"]["parameters"]
    for name in ("x_id", "key", "pet_id"):
        parameters.append({"name": name, "in": "query", "schema": {}})
    new["components"]["securitySchemes"]["another"] = {"type": "http", "scheme": "bearer"}
    after, _ = named(new, lock)
    assert renamed(before, after) == {}
    assert before["type #/components/schemas/Owner/properties/home"] == "types.owner.Home"
    assert before["option #/components/securitySchemes/one/key"] == "api_key"
    changed = renamed(before, named(new)[0])
    assert {it.partition(" ")[0] for it in changed} == {"argument", "member", "option"}


ODD = (
    *("class", "self", "str", "None", "__init__", "_x", "Any", "Model", "to_dict", "types.x", "A"),
    *("import.os", "a/b", "0", "a.b.c.d", "con", "with_raw_response", "extra_headers", "a" * 300),
)
HOSTILE = [it for it in DOCUMENTS if it.parent.name in ("names-collisions", "resources", "paging")]


@pytest.mark.parametrize("path", HOSTILE, ids=[it.parent.name for it in HOSTILE])
@settings(max_examples=max(15, EXAMPLES // 20))
@given(random=st.randoms())
def test_whatever_a_lock_says_the_package_is_code_with_names_of_its_own(
    path: Path, random: Random
) -> None:
    tree, before, lock = tree_of(path)
    header, *lines = lock.decode().splitlines()
    parts = [line.split(" ") for line in lines if line[0] != "#"]
    names = [*ODD, *(it[3] for it in parts)]
    kinds = ("class", "input", "params", "module", "package", "attribute", "resource", "stem")
    parts = [it for it in parts if not it[1].startswith("python.")] + [
        ["api", f"python.{kind}", pointer, "x"]
        for kind in kinds
        for pointer in dict.fromkeys([*(it[2] for it in parts), "#a", "#user.*"])
    ]
    changed = [
        " ".join((*it[:3], random.choice(names) if random.random() < 0.3 else it[3]))
        for it in parts
    ]
    package, _, _ = lowered(tree, "\n".join((header, *changed)).encode())
    modules = [it for it in python.plan(package) if not isinstance(it, Copy)]
    files = {it.path: it.text for it in render.render(modules)}
    assert len(files) == len(modules)
    for name, text in files.items():
        if name.endswith(".py"):
            compile(text, name, "exec")
    after = named(tree, "\n".join((header, *changed)).encode())[0]
    assert set(after) >= {it for it in before if it.startswith(("method ", "type "))}
    methods = [name for what, name in after.items() if what.startswith("method ")]
    assert len(set(methods)) == len(methods)


def test_items_of_a_page_stay_in_their_typescript_module() -> None:
    """When the listing goes, and when another one that has the same page goes."""
    item = {"type": "object", "properties": {"id": {"type": "string"}}}
    page = {"type": "object", "properties": {"page": {"type": "integer"}, "songs": {}}}
    page["properties"]["songs"] = {"type": "array", "items": item}  # type: ignore[index]
    answer = {"content": {"application/json": {"schema": {"$ref": f"{PREFIX}Songs"}}}}
    one = {"responses": {"200": {"description": "ok"}}}
    listing = {
        "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}],
        "responses": {"200": {"description": "ok"} | answer},
    }
    old = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/pop-songs": {"get": listing}, "/pop-songs/now": {"post": one}},
        "components": {"schemas": {"Songs": page}},
    }
    before, lock = named(old, target="typescript")
    what = f"type {PREFIX}Songs/properties/songs/items"
    assert before[what] == "src/resources/pop-songs.ts PopSongListResponse"
    new = old | {"paths": {"/pop-songs/now": {"post": one}}}
    assert named(new, lock, "typescript")[0][what] == before[what]
    assert named(new, target="typescript")[0][what] != before[what]
    assert renamed(before, named(old, lock, "typescript")[0]) == {}
    alone = old | {"paths": {"/search": {"get": listing}}}
    before_alone, lock_alone = named(alone, target="typescript")
    assert before_alone[what].startswith("src/operations.ts ")
    assert renamed(before_alone, named(alone, lock_alone, "typescript")[0]) == {}
    shared = old | {"paths": {"/albums": {"get": listing}, **old["paths"]}}
    before, lock = named(shared, target="typescript")
    assert before[what].startswith("src/types.ts ")
    assert named(old, lock, "typescript")[0][what] == before[what]


def test_go_constants_and_unions_keep_their_names() -> None:
    """Against types, unions and values that come later and would be called the same."""
    schemas: dict[str, Any] = {
        "Job": {"enum": ["status done", "open"], "type": "string"},
        "JobStatus": {"enum": ["new"], "type": "string"},
        "Dog": {
            "type": "object",
            "properties": {"tail": {"oneOf": [{"type": "string"}, {"type": "integer"}]}},
        },
    }
    tree = OLD | {"components": {"schemas": schemas}}
    before, lock = named(tree, target="go")
    assert before['constant #/components/schemas/Job "status done"'] == "JobStatusDone"
    assert before["union #DogTailUnion"] == "DogTailUnion"
    new = copy.deepcopy(tree)
    thing = {"type": "object", "properties": {"a": {"type": "string"}}}
    added = new["components"]["schemas"]
    added["JobStatus"]["enum"].insert(0, "done")
    added |= {"JobOpen": thing, "DogTailUnion": thing, "JobStatusNew": {"enum": [1, 2]}}
    after, again = named(new, lock, "go")
    assert renamed(before, after) == {}
    assert after["type #/components/schemas/JobOpen"] == "JobOpenModel"
    assert after["type #/components/schemas/DogTailUnion"] == "DogTailUnionModel"
    assert after["type #/components/schemas/JobStatusNew"] == "JobStatusNewEnum"
    assert after['constant #/components/schemas/JobStatus "done"'] == "JobStatusDone2"
    assert named(new, again, "go")[1] == again
    assert renamed(before, named(new, target="go")[0]) != {}
