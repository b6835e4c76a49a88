"""What is large takes as long as it is large; what is deep works, or is refused in one sentence."""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from tests.support import Made, from_file, from_tree, python_files

from clientsmith.normalize import lookup

DOUBLED = 2.6
"""What twice the document may cost at most."""


def document(schemas: dict[str, Any], paths: dict[str, Any]) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Scale", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "d", "content": {"application/json": {"schema": schema}}}


def ordinary(count: int) -> dict[str, Any]:
    """`count` collections with their models, each with texts, examples, an enum and a union."""
    schemas: dict[str, Any] = {"Error": {"type": "object", "properties": {"code": {}}}}
    paths: dict[str, Any] = {}
    for number in range(count):
        name = f"Thing{number}"
        schemas[name] = {
            "type": "object",
            "description": f"A thing of kind {number}. " * 8,
            "required": ["id"],
            "properties": {
                "id": {"type": "integer", "example": number},
                "state": {"type": "string", "enum": ["on", "off", f"s{number}"]},
                "next": ref(f"Thing{(number + 1) % count}"),
                "either": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
                "inner": {"type": "object", "properties": {"made": {"format": "date-time"}}},
            },
        }
        errors = {"404": content(ref("Error")), "409": content(ref("Error"))}
        key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[f"/things{number}"] = {
            "get": {"responses": {"200": content({"type": "array", "items": ref(name)})}},
            "post": {"requestBody": content(ref(name)), "responses": {"200": content(ref(name))}},
        }
        paths[f"/things{number}/{{key}}"] = {
            "parameters": [key],
            "get": {"responses": {"200": content(ref(name)), **errors}},
        }
    return document(schemas, paths)


def generate(tree: dict[str, Any]) -> None:
    made = from_tree(tree)
    assert made.api is not None and not made.errors
    assert python_files(made.api)


def calls(work: Callable[[], None]) -> float:
    """How many calls `work` makes: as good as time, and always the same."""
    count = 0

    def see(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def seconds(work: Callable[[], None]) -> float:
    """CPU time, the least of some runs."""
    found = []
    for _ in range(3):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


@pytest.mark.parametrize(("measure", "attempts"), [(calls, 1), (seconds, 3)])
def test_twice_the_document_takes_twice_the_work(
    measure: Callable[[Callable[[], None]], float], attempts: int
) -> None:
    generate(ordinary(2))  # what is done once
    trees = [ordinary(count) for count in (10, 20, 40)]
    ratios: list[float] = []
    for _ in range(attempts):
        costs = [measure(lambda tree=tree: generate(tree)) for tree in trees]  # type: ignore[misc]
        ratios = [after / before for before, after in itertools.pairwise(costs)]
        if max(ratios) <= DOUBLED:
            return
    raise AssertionError(f"{ratios} for each doubling; something is done again and again")


def chain(count: int, link: Callable[[int], dict[str, Any]], paths: dict[str, Any]) -> Made:
    schemas = {f"S{number}": link(number) for number in range(count)}
    return from_tree(document(schemas | {f"S{count}": {"type": "string"}}, paths))


BOTH_WAYS = {
    "/s": {"post": {"requestBody": content(ref("S0")), "responses": {"200": content(ref("S0"))}}}
}


@pytest.mark.parametrize(
    "link",
    [
        lambda number: {"type": "array", "items": ref(f"S{number + 1}")},
        lambda number: {"allOf": [ref(f"S{number + 1}"), {"description": "one more"}]},
        lambda number: {"type": "object", "properties": {"next": ref(f"S{number + 1}")}},
        lambda number: {"additionalProperties": ref(f"S{number + 1}")},
        lambda number: {"anyOf": [ref(f"S{number + 1}"), {"type": "integer"}]},
    ],
    ids=["items", "allOf", "properties", "additionalProperties", "anyOf"],
)
def test_long_chains_of_references(link: Callable[[int], dict[str, Any]]) -> None:
    start = time.process_time()
    made = chain(1500, link, BOTH_WAYS)
    assert made.api is not None and not made.errors
    assert python_files(made.api)
    assert time.process_time() - start < 20


@pytest.mark.parametrize("name", ["deep.json", "deep.yaml"])
@pytest.mark.parametrize(
    ("opening", "closing", "levels"),
    [('{"allOf": [', "]}", 5_000), ('{"type": "array", "items": ', "}", 10_000)],
)
def test_what_is_written_too_deep_is_refused(
    tmp_path: Path, name: str, opening: str, closing: str, levels: int
) -> None:
    text = json.dumps(document({"S": "deep"}, {}))
    deep = f"{opening * levels}{{}}{closing * levels}"
    (tmp_path / name).write_text(text.replace('"deep"', deep))
    start = time.process_time()
    made = from_file(tmp_path / name)
    assert [it.diagnostic.code for it in made.errors] == ["syntax/limit"]
    assert time.process_time() - start < 1


def test_an_inheritance_that_multiplies_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "MAX_MEMBERS", 1_000)
    made = chain(
        100,
        lambda number: {
            "allOf": [ref(f"S{number + 1}"), {"properties": {f"p{number}": {"type": "string"}}}]
        },
        BOTH_WAYS,
    )
    assert [it.diagnostic.code for it in made.errors] == ["schema/limit"]
