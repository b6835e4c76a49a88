"""`clientsmith.locate`: pointers to lines and columns."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsmith import pointers
from clientsmith.locate import locate, origin
from clientsmith.source import Sources

YAML = """\
# a comment
a:
  b c: 1
  /x:
  - one
  -   two: 2
      three: [4, {five: 6}]
anchor: &x {y: {z: 1}}
alias: *x
merged:
  <<: *x
  q: 1
? complex
: {"k": 1}
"""

JSON = """\
{ "a" : 1,
  "b": [1, [2, {"c\\u002fd": 3}],
        {}],
  "e": {"f": null} , "~": "x" }
"""


@pytest.mark.parametrize(
    ("text", "pointer", "place"),
    [
        (YAML, "#", (2, 1)),
        (YAML, "", (2, 1)),
        (YAML, "#/a", (2, 1)),
        (YAML, "#/a/b c", (3, 3)),
        (YAML, "#/a/~1x", (4, 3)),
        (YAML, "#/a/~1x/0", (5, 5)),
        (YAML, "#/a/~1x/1", (6, 7)),
        (YAML, "#/a/~1x/1/two", (6, 7)),
        (YAML, "#/a/~1x/1/three", (7, 7)),
        (YAML, "#/a/~1x/1/three/0", (7, 15)),
        (YAML, "#/a/~1x/1/three/1", (7, 18)),
        (YAML, "#/a/~1x/1/three/1/five", (7, 19)),
        (YAML, "#/anchor/y/z", (8, 17)),
        (YAML, "#/alias", (9, 1)),
        (YAML, "#/alias/y/z", (9, 1)),
        (YAML, "#/merged/q", (12, 3)),
        (YAML, "#/merged/y", (10, 1)),
        (YAML, "#/complex/k", (14, 4)),
        (YAML, "file.yaml#/a/b c", (3, 3)),
        (YAML, "#/nothing/at/all", (2, 1)),
        (YAML, "#/a/nothing", (2, 1)),
        (YAML, "#/a/b c/nothing", (3, 3)),
        (JSON, "#", (1, 1)),
        (JSON, "#/a", (1, 3)),
        (JSON, "#/b", (2, 3)),
        (JSON, "#/b/0", (2, 9)),
        (JSON, "#/b/1/1", (2, 16)),
        (JSON, "#/b/1/1/c~1d", (2, 17)),
        (JSON, "#/b/2", (3, 9)),
        (JSON, "#/b/2/x", (3, 9)),
        (JSON, "#/b/3", (2, 3)),
        (JSON, "#/e/f", (4, 9)),
        (JSON, "#/~0", (4, 22)),
        ("{a: [1], ]", "#/a/0", (1, 1)),  # neither JSON nor YAML
        ("{a: [1], b: 2,}", "#/a/0", (1, 6)),  # YAML that begins like JSON
        ("", "#/a", (1, 1)),
        ("text", "#/a", (1, 1)),
        ("[]", "#/0", (1, 1)),
    ],
)
def test_places(text: str, pointer: str, place: tuple[int, int]) -> None:
    assert locate(text.encode(), [pointer]) == {pointer: place}


def test_many_at_once() -> None:
    wanted = ["#/a", "#/b/0", "#/b", "#/e/f", "#/e"]
    assert locate(JSON.encode(), wanted) == {
        one: locate(JSON.encode(), [one])[one] for one in wanted
    }


VALUES = st.recursive(
    st.none() | st.integers() | st.text('ab{}[]",:\\é\n', max_size=5),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text('ab/~" {é', max_size=3), inner, max_size=4),
    max_leaves=15,
)


@given(st.dictionaries(st.text("ab", max_size=2), VALUES), st.sampled_from([None, 2]))
@settings(deadline=None)
def test_every_place_of_json(tree: Any, indent: int | None) -> None:
    """At the place of a member stands its key, at that of an element its value; as in YAML."""
    text = json.dumps(tree, indent=indent)
    expected: dict[str, str] = {}
    stack: list[tuple[Any, str]] = [(tree, "#")]
    while stack:
        value, pointer = stack.pop()
        if isinstance(value, dict):
            for key, member in value.items():
                below = f"{pointer}/{pointers.escape(key)}"
                expected[below] = json.dumps(key)
                stack.append((member, below))
        elif isinstance(value, list):
            for index, element in enumerate(value):
                below = f"{pointer}/{index}"
                expected[below] = json.dumps(element, indent=indent)[:1]
                stack.append((element, below))
    lines = text.split("\n")
    for pointer, (line, column) in locate(text.encode(), expected).items():
        assert lines[line - 1][column - 1 :].startswith(expected[pointer])
    as_yaml = "# so it is no JSON\n" + text
    found = locate(as_yaml.encode(), expected).items()
    assert {key: (line - 1, column) for key, (line, column) in found} == locate(
        text.encode(), expected
    )


def test_origin() -> None:
    """A pointer into upgraded trees becomes one into the text."""
    old = {
        "definitions": {
            "A": {"x-nullable": True, "allOf": [{"title": "a"}], "example": 1},
        }
    }
    new = {"components": {"schemas": {"A": {"anyOf": [{"allOf": [{"title": "a"}]}]}}}}
    sources = Sources(
        "m",
        {"m": b""},
        {"m": new},
        originals={"m": old},
        moved={"#/components/schemas": "#/definitions", "#/servers": "#/host"},
    )
    for pointer, want in [
        ("#/components/schemas", "#/definitions"),
        ("#/components/schemas/A/x-nullable", "#/definitions/A/x-nullable"),
        ("#/components/schemas/A/anyOf/0/allOf/0/title", "#/definitions/A/allOf/0/title"),
        ("#/components/schemas/A/example", "#/definitions/A/example"),
        ("#/servers/0/url", "#/host/0/url"),
        ("#/info", "#/info"),
        ("#", "#"),
        ("other#/x", "other#/x"),
    ]:
        assert origin(pointer, sources) == want
