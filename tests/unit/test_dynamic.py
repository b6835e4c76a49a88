"""Dynamic references of JSON Schema: templates filled in where they are used."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.upgrading import check_moved, upgraded

C = "#/components/schemas"
STRING = {"type": "string"}
ITEM = {"$dynamicRef": "#item"}
LIST = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": ITEM}},
    "$defs": {"any": {"$dynamicAnchor": "item"}},
}


def defs(**anchors: Any) -> dict[str, Any]:
    """Definitions, each with the dynamic anchor of its name."""
    return {"$defs": {name: {"$dynamicAnchor": name, **one} for name, one in anchors.items()}}


def items(ref: str) -> dict[str, Any]:
    """What a filled list has."""
    return {"items": {"type": "array", "items": {"$ref": ref}}}


def result(schemas: dict[str, Any], **files: Any) -> dict[str, Any]:
    """The upgraded components."""
    main = {"openapi": "3.1.0", "components": {"schemas": schemas}}
    sources, diagnostics = upgraded(main, **files)
    assert not list(diagnostics)
    check_moved(sources)
    found: dict[str, Any] = sources.trees["main.yaml"]["components"]["schemas"]
    return found


USERS = {"$ref": f"{C}/List", **defs(item=STRING)}


@pytest.mark.parametrize(
    ("schemas", "name", "want"),
    [
        pytest.param(
            {"Users": USERS},
            "Users",
            {"type": "object", "properties": items(f"{C}/Users/$defs/item"), **defs(item=STRING)},
            id="a template with an anchor of its user",
        ),
        pytest.param(
            {"Users": USERS},
            "List",
            {**LIST, "properties": items(f"{C}/List/$defs/any")},
            id="a template by itself",
        ),
        pytest.param(
            {"Users": {"title": "Users", "properties": {"more": {}}, **USERS}},
            "Users",
            {
                "title": "Users",
                "properties": {"more": {}},
                **defs(item=STRING),
                "allOf": [{"type": "object", "properties": items(f"{C}/Users/$defs/item")}],
            },
            id="members beside it hold, too",
        ),
        pytest.param(
            {"Users": {"allOf": [{"$ref": f"{C}/List"}, {"title": "t"}], **defs(item=STRING)}},
            "Users",
            {
                "allOf": [
                    {"type": "object", "properties": items(f"{C}/Users/$defs/item")},
                    {"title": "t"},
                ],
                **defs(item=STRING),
            },
            id="in a part",
        ),
        pytest.param(
            {
                "Tree": {"$dynamicAnchor": "node", "properties": {"up": {"$dynamicRef": "#node"}}},
                "Strict": {"$dynamicAnchor": "node", "$ref": f"{C}/Tree"},
            },
            "Strict",
            {"$dynamicAnchor": "node", "properties": {"up": {"$ref": f"{C}/Strict"}}},
            id="a tree whose nodes are those of its heir",
        ),
        pytest.param(
            {
                "Page": {"properties": {"list": {"$ref": f"{C}/List"}, "of": {"$ref": "#/x"}}},
                "Users": {"$ref": f"{C}/Page", **defs(item=STRING)},
            },
            "Users",
            {
                "properties": {
                    "list": {"type": "object", "properties": items(f"{C}/Users/$defs/item")},
                    "of": {"$ref": "#/x"},
                },
                **defs(item=STRING),
            },
            id="a template within a template",
        ),
        pytest.param(
            {
                "Chain": {"properties": {"item": ITEM, "next": {"$ref": f"{C}/Chain"}}},
                "Users": {"$ref": f"{C}/Chain", **defs(item=STRING)},
            },
            "Users",
            {
                "properties": {
                    "item": {"$ref": f"{C}/Users/$defs/item"},
                    "next": {"$ref": f"{C}/Users"},
                },
                **defs(item=STRING),
            },
            id="a template that refers to itself",
        ),
        pytest.param(
            {
                "Users": USERS,
                "Outer": {"properties": {"a": {"$ref": f"{C}/Users"}}, **defs(item={"x-a": 1})},
            },
            "Outer",
            {
                "properties": {
                    "a": {"type": "object", "properties": items(f"{C}/Outer/$defs/item")}
                },
                **defs(item={"x-a": 1}),
            },
            id="the outermost anchor",
        ),
        pytest.param(
            {
                "Pair": {"properties": {"a": ITEM, "b": {"$dynamicRef": "#other"}}},
                "Half": {"$ref": f"{C}/Pair", **defs(other={"type": "null"})},
                "Users": {"$ref": f"{C}/Half", **defs(item=STRING)},
            },
            "Users",
            {
                "properties": {
                    "a": {"$ref": f"{C}/Users/$defs/item"},
                    "b": {"$ref": f"{C}/Half/$defs/other"},
                },
                **defs(item=STRING),
            },
            id="anchors of a template that is filled in",
        ),
        pytest.param(
            {"A": {"$dynamicRef": "#any", "title": "t"}, "B": {"$anchor": "any"}},
            "A",
            {"$ref": "#any", "title": "t"},
            id="a reference that nothing changes",
        ),
        pytest.param(
            {
                "Base": {"properties": {"a": ITEM}},
                "Half": {"$ref": f"{C}/Base", **defs(item={})},
                "Users": {"$ref": f"{C}/Half", "properties": {"b": {}}, **defs(item=STRING)},
            },
            "Users",
            {
                "properties": {"b": {}},
                **defs(item=STRING),
                "allOf": [{"properties": {"a": {"$ref": f"{C}/Users/$defs/item"}}}],
            },
            id="members beside a template in a template",
        ),
        pytest.param(
            {"A": {"$dynamicRef": "#b", "$ref": f"{C}/List", **defs(b=STRING)}},
            "A",
            {"$dynamicRef": "#b", "$ref": f"{C}/List", **defs(b=STRING)},
            id="with a plain reference beside it",
        ),
        pytest.param(
            {"A": {"$dynamicRef": 1, **defs(b={})}},
            "A",
            {"$dynamicRef": 1, **defs(b={})},
            id="no text",
        ),
        pytest.param(
            {"A": {"properties": {"$dynamicRef": STRING}}},
            "A",
            {"properties": {"$dynamicRef": STRING}},
            id="a name",
        ),
    ],
)
def test_templates(schemas: dict[str, Any], name: str, want: dict[str, Any]) -> None:
    found = result({"List": LIST, **schemas})[name]
    assert found == want


def test_a_template_of_another_file() -> None:
    other = {"List": LIST, "Pet": STRING}
    other["Pets"] = {
        "$ref": "#/List",
        "$defs": {"pet": {"$dynamicAnchor": "item", "$ref": "#/Pet"}},
    }
    schemas = {"Users": {"$ref": "other.yaml#/List", **defs(item=STRING)}}
    found = result({**schemas, "Pets": {"$ref": "other.yaml#/Pets"}}, other=other)
    assert found["Users"]["properties"] == items(f"{C}/Users/$defs/item")
    assert found["Pets"] == {"$ref": "other.yaml#/Pets"}


def test_references_in_a_copy_lead_where_they_led() -> None:
    part = {"$ref": "#/$defs/part"}  # relative to its schema, as tools write it
    template = {**LIST, "properties": {"a": ITEM, "b": part, "c": {"$ref": f"{C}/Pet"}}}
    template["$defs"] = {**LIST["$defs"], "part": STRING}  # type: ignore[dict-item]
    found = result({"List": template, "Pet": STRING, "Users": USERS})["Users"]
    assert found["properties"] == {
        "a": {"$ref": f"{C}/Users/$defs/item"},
        "b": {"$ref": f"{C}/List/$defs/part"},
        "c": {"$ref": f"{C}/Pet"},
    }


def test_many_templates_within_each_other_end() -> None:
    schemas = {
        f"T{index}": {"properties": {"a": ITEM, "b": {"$ref": f"{C}/T{index + 1}"}}}
        for index in range(2000)
    }
    schemas["T2000"] = LIST
    found = result({**schemas, "Users": {"$ref": f"{C}/T0", **defs(item=STRING)}})["Users"]
    assert found["properties"]["a"] == {"$ref": f"{C}/Users/$defs/item"}
