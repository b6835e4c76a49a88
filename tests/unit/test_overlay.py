"""Overlays: what they do to a document, what they may not, and where their nodes are found."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from clientsmith import locate, overlay, report, source, upgrade
from clientsmith.config import ApiConfig
from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.normalize import normalize

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "tags": [{"name": "a"}],
    "paths": {
        "/items": {
            "get": {
                "tags": ["keep", "dummy", "last"],
                "parameters": [{"name": "filter", "in": "query"}, {"name": "dummy"}],
                "deprecated": True,
            }
        },
        "/other": {"delete": {"x-traits": ["paged"]}},
    },
}
GET = "$.paths['/items'].get"


def patched(
    *actions: Any, tree: Any = DOCUMENT, **parts: Any
) -> tuple[Any, list[str], dict[str, str]]:
    """The document with the actions, the diagnostics, and where nodes are written."""
    diagnostics = Diagnostics("api.json")
    info = {"title": "O", "version": "1"}
    made: Any = {"overlay": "1.1.0", "info": info, "actions": list(actions), **parts}
    before = copy.deepcopy(tree)
    result = overlay.apply(tree, {"o.yaml": made}, diagnostics)
    assert tree == before
    said = [
        f"{one.severity.value} {one.code} {one.pointer.partition('#')[2]}" for one in diagnostics
    ]
    return result.tree, said, dict(result.places)


def changed(path: str, value: Any) -> Any:
    """The document with another value at a dotted path; `...` removes it."""
    tree = copy.deepcopy(DOCUMENT)
    node: Any = tree
    *way, last = [int(key) if key.isdecimal() else key for key in path.split(".")]
    for key in way:
        node = node[key]
    if value is ...:
        del node[last]
    else:
        node[last] = value
    return tree


@pytest.mark.parametrize(
    ("action", "want"),
    [
        # Objects are merged: what is only on one side stays, primitives are replaced.
        (
            {"target": "$.info", "update": {"title": "U", "x-a": [1]}},
            changed("info", {"title": "U", "version": "1", "x-a": [1]}),
        ),
        ({"target": "$", "update": {"info": {"version": "2"}}}, changed("info.version", "2")),
        # Lists are concatenated, at the target and inside it; one value is appended.
        (
            {"target": "$.tags", "update": [{"name": "b"}]},
            changed("tags", [{"name": "a"}, {"name": "b"}]),
        ),
        (
            {"target": "$.tags", "update": {"name": "b"}},
            changed("tags", [{"name": "a"}, {"name": "b"}]),
        ),
        (
            {"target": GET, "update": {"tags": ["new"]}},
            changed("paths./items.get.tags", ["keep", "dummy", "last", "new"]),
        ),
        # A primitive target is replaced.
        ({"target": "$.info.title", "update": "U"}, changed("info.title", "U")),
        (
            {"target": GET + ".deprecated", "update": None},
            changed("paths./items.get.deprecated", None),
        ),
        # Several targets.
        (
            {"target": "$.paths.*", "update": {"x-a": 1}},
            changed("paths./items.x-a", 1)
            | {"paths": {k: {**v, "x-a": 1} for k, v in DOCUMENT["paths"].items()}},
        ),
        # Filters, also into lists of primitives.
        (
            {"target": GET + ".parameters[?@.name=='filter' && @.in=='query']", "update": {"x": 1}},
            changed("paths./items.get.parameters.0.x", 1),
        ),
        (
            {"target": GET + ".tags[?@ == 'dummy']", "remove": True},
            changed("paths./items.get.tags.1", ...),
        ),
        (
            {
                "target": "$.paths[?(@.delete['x-traits'][?(@ == 'paged')])].delete",
                "update": {"x": 1},
            },
            changed("paths./other.delete.x", 1),
        ),
        (
            {"target": "$..[?search(@.name, 'dum.y')]", "remove": True},
            changed("paths./items.get.parameters.1", ...),
        ),
        # Removing: all of a list, nested matches, an object with what is in it.
        ({"target": GET + ".tags[*]", "remove": True}, changed("paths./items.get.tags", [])),
        ({"target": "$.paths['/items']..*", "remove": True}, changed("paths./items", {})),
        # `remove` goes before `update`.
        ({"target": "$.tags", "remove": True, "update": []}, changed("tags", ...)),
        # Copying.
        (
            {"target": "$.paths['/other']", "copy": "$.paths['/items']"},
            changed("paths./other.get", DOCUMENT["paths"]["/items"]["get"]),
        ),
        ({"target": "$.info.title", "copy": "$.info.version"}, changed("info.title", "1")),
    ],
)
def test_actions(action: dict[str, Any], want: Any) -> None:
    tree, said, _ = patched(action)
    assert (tree, said) == (want, [])


def test_actions_follow_each_other() -> None:
    tree, said, _ = patched(
        {"target": "$.paths", "update": {"/new": {}}},
        {"target": "$.paths['/new']", "copy": "$.paths['/items']"},
        {"target": "$.paths['/items']", "remove": True},
        {"target": "$.paths['/new'].get.tags", "update": ["x"]},
    )
    assert said == []
    assert list(tree["paths"]) == ["/other", "/new"]
    assert tree["paths"]["/new"]["get"]["tags"] == ["keep", "dummy", "last", "x"]


def test_a_shared_node_is_changed_in_one_place() -> None:
    shared = {"a": 1}
    tree, _, _ = patched({"target": "$.x", "update": {"a": 2}}, tree={"x": shared, "y": shared})
    assert tree == {"x": {"a": 2}, "y": {"a": 1}}


A = "/actions/0"


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ({"target": "$.paths['/nope']", "update": {}}, f"warning overlay/no-match {A}/target"),
        ({"target": "$.info"}, f"warning overlay/action {A}"),
        (
            {"target": "$.info", "update": {}, "x-why": 1, "removed": 1},
            f"warning overlay/unknown-field {A}/removed",
        ),
        ({"update": {}}, f"error overlay/target {A}"),
        ({"target": 5}, f"error overlay/target {A}/target"),
        ("remove", f"error overlay/target {A}"),
        ({"target": "$.paths[", "update": {}}, f"error overlay/jsonpath {A}/target"),
        ({"target": "paths", "update": {}}, f"error overlay/jsonpath {A}/target"),
        ({"target": "$.paths.~", "update": {}}, f"error overlay/jsonpath {A}/target"),
        ({"target": "$", "remove": True}, f"error overlay/action {A}/target"),
        ({"target": "$.info", "remove": "yes"}, f"error overlay/action {A}/remove"),
        ({"target": "$.info", "update": {}, "copy": "$.info"}, f"error overlay/action {A}/copy"),
        ({"target": "$.info", "copy": 5}, f"error overlay/action {A}/copy"),
        ({"target": "$.info", "copy": "$.paths.*"}, f"error overlay/copy {A}/copy"),
        ({"target": "$.info", "copy": "$.nope"}, f"error overlay/copy {A}/copy"),
        ({"target": "$.info", "update": [1]}, f"error overlay/incompatible {A}/update"),
        ({"target": "$.info", "update": {"title": {}}}, f"error overlay/incompatible {A}/update"),
        ({"target": "$", "update": {"paths": None}}, f"error overlay/incompatible {A}/update"),
        ({"target": "$.info", "copy": "$.tags"}, f"error overlay/incompatible {A}/copy"),
        ({"target": "$.*", "update": {}}, f"error overlay/mixed {A}/target"),
        (
            {"target": "$..[?match(@.name, '(a+)+b')]", "remove": True},
            f"error overlay/pattern {A}/target",
        ),
    ],
)
def test_faults(action: Any, said: str) -> None:
    tree, found, _ = patched(action)
    assert found == [said]
    assert tree == DOCUMENT


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({}, "error overlay/version "),
        ([], "error overlay/version "),
        ({"overlay": "2.0.0"}, "error overlay/version /overlay"),
        ({"overlay": "1.0.0", "info": {"title": "", "version": ""}}, "error overlay/actions "),
        (
            {"overlay": "1.0.0", "info": {"title": "", "version": ""}, "actions": []},
            "error overlay/actions /actions",
        ),
    ],
)
def test_what_is_no_overlay(made: Any, said: str) -> None:
    diagnostics = Diagnostics("api.json")
    assert overlay.apply(DOCUMENT, {"o.yaml": made}, diagnostics).tree == DOCUMENT
    found = [
        f"{one.severity.value} {one.code} {one.pointer.partition('#')[2]}" for one in diagnostics
    ]
    assert found == [said]


def test_a_deep_document_is_no_crash() -> None:
    tree: Any = {}
    for _ in range(450):
        tree = {"a": tree}
    _, said, _ = patched({"target": "$..b", "remove": True}, tree=tree)
    assert said == [f"error overlay/jsonpath {A}/target"]


def test_places() -> None:
    """Each node is found where it is written, whatever was inserted or removed before it."""
    tree, _, places = patched(
        {"target": GET + ".parameters[0]", "remove": True},
        {"target": GET + ".parameters", "update": [{"name": "new"}]},
        {"target": "$.info.title", "update": "U"},
        {"target": "$.paths", "update": {"/new": {"get": {"x": 1}}}},
        {"target": "$.paths['/new']", "copy": "$.paths['/items']"},
    )
    at = "#/paths/~1items/get/parameters"
    new = "#/paths/~1new/get"
    assert [one["name"] for one in tree["paths"]["/items"]["get"]["parameters"]] == ["dummy", "new"]
    assert places == {
        f"{at}/0": f"{at}/1",
        f"{at}/1": "o.yaml#/actions/1/update/0",
        "#/info/title": "o.yaml#/actions/2/update",
        "#/paths/~1new": "o.yaml#/actions/3/update/~1new",
        f"{new}/tags": "#/paths/~1items/get/tags",
        f"{new}/deprecated": "#/paths/~1items/get/deprecated",
        f"{new}/parameters": at,
        f"{new}/parameters/0": f"{at}/1",
        f"{new}/parameters/1": "o.yaml#/actions/1/update/0",
    }


def test_diagnostics_point_into_the_overlay(tmp_path: Path) -> None:
    (tmp_path / "api.json").write_text(json.dumps(DOCUMENT))
    file = tmp_path / "o.yaml"
    file.write_text(
        "overlay: 1.0.0\n"
        "info: {title: O, version: '1'}\n"
        "extends: other.json\n"
        "actions:\n"
        "  - target: $.paths['/other']\n"
        "    update:\n"
        "      get:\n"
        "        parameters:\n"
        "          - $ref: missing.yaml\n"
    )
    diagnostics = Diagnostics()
    sources = source.read(tmp_path / "api.json", None, diagnostics, [file])
    assert sources.overlays == ("o.yaml",) and set(sources.trees) == {"api.json"}
    found = [
        (Path(one.path).name, one.diagnostic.line, one.diagnostic.code)
        for one in report.findings(diagnostics, sources)
    ]
    assert found == [("o.yaml", 3, "overlay/extends"), ("o.yaml", 9, "ref/missing")]
    assert locate.origin("#/paths/~1other/get/x", sources) == "o.yaml#/actions/0/update/get/x"


def test_places_of_what_is_upgraded(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text(
        "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n"
    )
    file = tmp_path / "o.yaml"
    file.write_text(
        "overlay: 1.0.0\n"
        "info: {title: O, version: '1'}\n"
        "actions:\n"
        "  - target: $.paths\n"
        "    update:\n"
        "      /a:\n"
        "        get:\n"
        "          responses:\n"
        "            '200': {description: d, schema: {$ref: '#/definitions/No'}}\n"
    )
    diagnostics = Diagnostics()
    sources = source.read(tmp_path / "api.yaml", None, diagnostics, [file])
    sources = upgrade.to_32(sources, diagnostics)
    normalize(Document(sources, diagnostics), ApiConfig("", file), diagnostics)
    every = report.findings(diagnostics, sources)
    [found] = [it for it in every if it.diagnostic.code == "ref/unresolved"]
    assert (Path(found.path).name, found.diagnostic.line) == ("o.yaml", 9)
    assert found.diagnostic.message == "there is nothing at #/definitions/No"


def test_a_reference_that_an_overlay_repairs_is_never_followed(tmp_path: Path) -> None:
    broken = changed("paths./other.delete.$ref", "https://elsewhere.example/a.yaml")
    (tmp_path / "api.json").write_text(json.dumps(broken))
    target = "$.paths['/other'].delete['$ref']"
    made = {"overlay": "1.0.0", "info": {"title": "", "version": ""}}
    made["actions"] = [{"target": target, "remove": True}]
    (tmp_path / "o.json").write_text(json.dumps(made))
    for overlays, count in (((), 1), ((tmp_path / "o.json",), 0)):
        diagnostics = Diagnostics()
        source.read(tmp_path / "api.json", None, diagnostics, overlays)
        assert len(diagnostics) == count


@pytest.mark.parametrize(
    ("text", "code"),
    [(None, "overlay/missing"), ("a: [", "syntax/yaml"), ("a: 1\na: 2", "syntax/duplicate-key")],
)
def test_overlays_that_cannot_be_read(tmp_path: Path, text: str | None, code: str) -> None:
    (tmp_path / "api.json").write_text(json.dumps(DOCUMENT))
    if text is not None:
        (tmp_path / "o.yaml").write_text(text)
    diagnostics = Diagnostics()
    source.read(tmp_path / "api.json", None, diagnostics, [tmp_path / "o.yaml"])
    first = next(iter(diagnostics))
    assert (first.code, first.file) == (code, "o.yaml")
