"""What holds for the upgrade of any document, however damaged, deep or shared."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.upgrading import schema_30, upgraded

from clientsmith import report, source
from clientsmith.diagnostics import Diagnostics
from clientsmith.source import Sources
from clientsmith.upgrade import to_32

KEYS = st.sampled_from(
    [
        *("paths", "/a", "get", "parameters", "in", "body"),
        *("formData", "query", "name", "type", "array", "items"),
        *("schema", "responses", "200", "default", "definitions", "A"),
        *("properties", "allOf", "anyOf", "nullable", "x-nullable", "example"),
        *("examples", "enum", "exclusiveMinimum", "minimum", "$ref", "discriminator"),
        *("mapping", "components", "schemas", "requestBody", "content", "application/json"),
        *("headers", "securityDefinitions", "flow", "oauth2", "consumes", "produces"),
        *("host", "schemes"),
    ]
)
HOSTILE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(0, 3)
    | st.sampled_from(["", "body", "formData", "query", "array", "file", "#", "#/definitions/A"])
    | st.sampled_from(["#/parameters/A", "#/components/schemas/A", "#/paths/~1a", "other.yaml#/A"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


@given(
    st.dictionaries(KEYS, HOSTILE, max_size=6), HOSTILE, st.sampled_from(["2.0", "3.0.0", "3.1.0"])
)
@settings(deadline=None, max_examples=400)
def test_never_raises_and_never_changes_its_input(main: Any, other: Any, version: str) -> None:
    keyword = "swagger" if version == "2.0" else "openapi"
    sources, diagnostics = upgraded({keyword: version, **main}, other={"A": other})
    report.render(report.findings(diagnostics, sources), "text")
    originals = dict(sources.originals)
    same = Sources("main.yaml", sources.texts, originals, originals=originals)
    again = to_32(same, Diagnostics("main.yaml"))
    assert again.trees == sources.trees


def test_depth_is_no_matter() -> None:
    """20,000 levels through references, 480 in one file."""
    chain: Any = {
        str(i): {"allOf": [{"$ref": f"#/components/schemas/{i + 1}"}], "nullable": True}
        for i in range(20_000)
    }
    upgraded_chain, _ = upgraded({"openapi": "3.0.0", "components": {"schemas": chain}})
    assert len(upgraded_chain.trees["main.yaml"]["components"]["schemas"]) == 20_000
    deep: Any = {"nullable": True, "type": "string"}
    for _ in range(240):
        deep = {"items": deep}
    found = schema_30(deep)
    for _ in range(240):
        found = found["items"]
    assert found == {"type": ["string", "null"]}


def test_shared_nodes_of_yaml(tmp_path: Path) -> None:
    """An anchored schema is upgraded once, wherever its aliases stand, and data stays data."""
    text = (
        "openapi: 3.0.0\n"
        "components:\n"
        "  schemas:\n"
        "    A: &a {type: string, nullable: true, example: &e {nullable: true}}\n"
        "    B: {properties: &p {x: *a}, default: *e}\n"
        "    C: {properties: *p, anyOf: [{$ref: '#/x-more/list/0'}]}\n"
        "x-more: {list: &l [{nullable: true, type: object, properties: *p}]}\n"
        "x-webhooks: {w: {post: {parameters: [{schema: {oneOf: *l}}]}}}\n"
    )
    (tmp_path / "a.yaml").write_text(text)
    diagnostics = Diagnostics()
    sources = source.read(tmp_path / "a.yaml", None, diagnostics)
    before = copy.deepcopy(sources.trees)
    tree = to_32(sources, diagnostics).trees["a.yaml"]
    schemas = tree["components"]["schemas"]
    fresh = {"type": ["string", "null"], "example": {"nullable": True}}
    assert schemas == {
        "A": fresh,
        "B": {"properties": {"x": fresh}, "default": {"nullable": True}},
        "C": {"properties": {"x": fresh}, "anyOf": [{"$ref": "#/x-more/list/0"}]},
    }
    assert schemas["A"] is schemas["B"]["properties"]["x"]
    assert tree["x-more"]["list"] == [{"type": ["object", "null"], "properties": {"x": fresh}}]
    parameter = tree["x-webhooks"]["w"]["post"]["parameters"][0]
    assert parameter["schema"]["oneOf"] is tree["x-more"]["list"]
    assert sources.trees == before
