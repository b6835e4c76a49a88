"""What tests of a Go client expect of values that are sent and of those that arrive."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import from_tree

from clientsmith import ir
from clientsmith.samples.shapes import Schemas
from clientsmith.targets.go.testing.values import Sent

LARGE = 9223372036854776000
"""What JavaScript makes of the largest int64."""


@pytest.mark.parametrize(
    ("name", "schema", "value", "want"),
    [
        ("an integer", {"type": "integer"}, 5, {"v": 5}),
        ("one that is too large", {"type": "integer"}, LARGE, {}),
        ("one without a sign", {"type": "integer", "format": "uint64"}, LARGE, {"v": LARGE}),
        ("one of any size", {"type": "integer", "format": "bigint"}, LARGE, {"v": LARGE}),
        ("null", {"type": ["integer", "null"]}, None, {"v": None}),
        ("a member of none", {"type": "object", "properties": {}}, {"x": 1}, {"v": {}}),
    ],
)
def test_fields_hold(name: str, schema: dict[str, Any], value: Any, want: Any) -> None:
    closed = {"additionalProperties": False} if schema.get("type") == "object" else {}
    model = {"type": "object", "properties": {"v": schema | closed}}
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": {"Model": model}},
    }
    api = from_tree(tree).api
    assert api is not None
    pointer = next(it for it in api.schemas if it.endswith("/Model"))
    assert Sent(Schemas(api)).received(ir.Ref(pointer=pointer), {"v": value}) == want, name
