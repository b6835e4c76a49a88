"""`clientsmith.yaml_lines`: what it finds is what a parser finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from clientsmith import locate, pointers, yaml_marks, yaml_tree
from clientsmith.yaml_lines import offsets

PLAIN = """\
# a comment

---
openapi: 3.0.0 # another
info:
  title: |
    a text
    paths: of lines
      more: of them

  "version": '1: 2'
paths:
  /a:b/{c}:
# at the margin
    get:
      'it''s': >-
        folded
      parameters:
      - name: x
        in: query

      -   $ref: '#/y'
          z: [1, 2]
      - - 1
        -
          k: 2
      - plain text
        of two lines
    # deeper
    post: &a
      k: v
empty:
null:
deep:
    more: 1
last: {}
"""


def spots(pointers_: list[str]) -> tuple[Any, dict[str, Any]]:
    """The wanted tree of some pointers, and the end of each."""
    root = locate._Spot()
    ends: dict[str, Any] = {}
    for pointer in pointers_:
        spot = root
        for token in pointers.split(pointer, "")[1]:
            spot = spot.below.setdefault(token, locate._Spot(above=spot))
        ends[pointer] = spot
    return root, ends


def places(tree: Any, pointer: str = "#") -> Iterator[str]:
    yield pointer
    for key, value in (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree if isinstance(tree, list) else ())
    ):
        yield from places(value, f"{pointer}/{pointers.escape(str(key))}")


def differing(text: str, wanted: list[str]) -> list[str]:
    """The pointers whose place is not where a parser has it."""
    root, ends = spots(wanted)
    found = locate._yaml_lines(text.encode(), root)
    right = yaml_marks.marks(text.encode(), root)
    assert found is not None and right is not None
    return [pointer for pointer, end in ends.items() if found.get(id(end)) != right.get(id(end))]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_plain_yaml(newline: str) -> None:
    text = PLAIN.replace("\n", newline)
    wanted = [one for one in places(yaml_tree.parse(text, [])) if "/z/" not in one]
    assert len(wanted) == 28
    assert differing(text, wanted) == []
    for pointer in wanted:
        assert differing(text, [pointer, "#/not/there", "#/paths/neither"]) == []


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("a: {b: 1}", "#/a/b"),
        ("a: [1]", "#/a/0"),
        ("a:\n  {b: 1}\n", "#/a/b"),
        ("a: 1\na: 2\n", "#/a"),
        ("? a\n: b\n", "#/a"),
        ("a: !!map\n  b: 1\n", "#/a/b"),
        ('"a\\tb": 1\n', "#/a"),
        ("- &x\n  a: 1\n", "#/0/a"),
        ("-\n- 1\n", "#/0"),
        ('a: "text\nb: more"\nc\n', "#/c"),
        ("%YAML 1.2\n---\na: 1\n", "#/a"),
        ("a: 1\n...\n", "#/b"),
    ],
)
def test_what_a_parser_has_to_look_at(text: str, pointer: str) -> None:
    assert offsets(text.encode(), spots([pointer])[0]) is None


TEXT = st.text(st.sampled_from("ab:# -'\"\n/{é"), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=20,
)


@given(st.dictionaries(TEXT, VALUES, min_size=1, max_size=4), st.integers(1, 4), st.booleans())
@settings(deadline=None, max_examples=300)
def test_never_somewhere_else(tree: Any, indent: int, unicode: bool) -> None:
    text = yaml.safe_dump(tree, indent=indent, allow_unicode=unicode, width=20, sort_keys=False)
    wanted = list(places(tree))
    root, _ = spots(wanted)
    if offsets(text.encode(), root) is not None:
        assert differing(text, wanted) == []
