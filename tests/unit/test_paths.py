"""The files of every target have names that every system can hold, whatever a document says."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import from_tree

from clientsmith import ir, paths, targets

DEVICES = ("con", "Aux", "NUL", "prn", "com0", "com1", "LPT9")
LONG = "resource" * 20


@pytest.mark.parametrize(
    ("stem", "want"),
    [
        ("con", "con_"),
        ("Com1", "Com1_"),
        ("lpt0", "lpt0_"),
        ("console", "console"),
        ("a" * 100, "a" * 100),
        ("a" * 101, f"{'a' * 91}_9d079339"),
        ("a" * 91 + "_" * 10, f"{'a' * 91}_0e979a41"),
    ],
)
def test_a_portable_stem(stem: str, want: str) -> None:
    assert paths.portable(stem) == want
    assert paths.is_safe(f"{want}.md")


def document(names: tuple[str, ...], title: str = "T") -> ir.Api:
    """An API with a resource, an operation and a schema of each name."""
    operations: dict[str, Any] = {}
    for name in names:
        schema = {"$ref": f"#/components/schemas/{name}"}
        answer = {"description": "ok", "content": {"application/json": {"schema": schema}}}
        operation = {"operationId": name, "tags": [name], "responses": {"200": answer}}
        operations[f"/{name}"] = {"get": operation}
    tree = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": operations,
        "components": {
            "schemas": {it: {"type": "object", "properties": {it: {"enum": [it]}}} for it in names}
        },
    }
    api = from_tree(tree).api
    assert api is not None
    return api


def files_of(target: str, api: ir.Api) -> list[str]:
    """The paths that a target writes for an API, the languages shown where it shows some."""
    loaded = targets.load(target)
    if not targets.TARGETS[target].shows_languages:
        return [it.path for it in loaded.plan(loaded.lower(api, {}))]
    languages = [
        targets.load_language(name)(targets.load(name).lower(api, {}))
        for name, facts in targets.TARGETS.items()
        if facts.is_language
    ]
    return [it.path for it in loaded.plan(loaded.lower(api, {}, languages=languages))]


@pytest.mark.parametrize("target", targets.TARGETS)
@pytest.mark.parametrize("names", [DEVICES, (LONG, f"{LONG}s")], ids=["devices", "long"])
@pytest.mark.parametrize("title", ["T", "con", LONG])
def test_every_system_can_hold_the_files_of(
    target: str, names: tuple[str, ...], title: str
) -> None:
    found = files_of(target, document(names, title))
    assert found
    paths.verify(found)
