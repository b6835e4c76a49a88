"""`clientsmith.yaml_tree` and `clientsmith.json_tree`: texts to trees."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clientsmith import formats, json_tree, yaml_tree
from clientsmith.locate import locate
from clientsmith.syntax import MAX_DEPTH, SyntaxProblem

TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4),
    max_leaves=20,
)

BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)
)
MERGE_BOMB = "a0: &a0 {x: 1, y: 2}\n" + "".join(
    f"a{i}: &a{i} {{<<: [{','.join([f'*a{i - 1}'] * 10)}], k{i}: 1}}\n" for i in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("# only a comment", None),
        ("---\na: 1\n...\n", {"a": 1}),
        ("a: no", {"a": "no"}),
        ("a: [yes, on, off, y, n]", {"a": ["yes", "on", "off", "y", "n"]}),
        ("a: [true, True, TRUE, false]", {"a": [True, True, True, False]}),
        ("a: [null, Null, ~, ]", {"a": [None, None, None]}),
        ("a:", {"a": None}),
        ("a: 2020-01-01", {"a": "2020-01-01"}),
        ("a: 1:30", {"a": "1:30"}),
        ("a: 010", {"a": "010"}),
        ("a: 0x1F", {"a": "0x1F"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: [0, -1, 12]", {"a": [0, -1, 12]}),
        ("a: [1.5, 1e3, .5, -2.5E-1, 1.]", {"a": [1.5, 1000.0, 0.5, -0.25, 1.0]}),
        ("a: ['1', \"true\", '']", {"a": ["1", "true", ""]}),
        ("a: !!str 1", {"a": "1"}),
        ("a: ! 1", {"a": "1"}),
        ("a: !!int '3'", {"a": 3}),
        ("a: !!float 3", {"a": 3}),
        ("a: !!map {b: !!seq [!!bool true, !!null ~]}", {"a": {"b": [True, None]}}),
        (
            "200: a\ntrue: b\nnull: c\n1.0: d\non: e",
            {"200": "a", "true": "b", "null": "c", "1.0": "d", "on": "e"},
        ),
        ("a: &x 1\nb: *x", {"a": 1, "b": 1}),
        ("&k a: 1\nb: {*k : 2}", {"a": 1, "b": {"a": 2}}),
        ("b: &b {x: 1, y: 2}\nc: {<<: *b, y: 3}", {"b": {"x": 1, "y": 2}, "c": {"x": 1, "y": 3}}),
        ("c: {y: 3, <<: [{x: 1}, {x: 2, y: 4, z: 5}]}", {"c": {"x": 1, "y": 3, "z": 5}}),
        ("c: {'<<': 3}", {"c": {"<<": 3}}),
        ("a: |\n  x\n  y\nb: >-\n  x\n  y", {"a": "x\ny\n", "b": "x y"}),
        ("[1, [2, {}], []]", [1, [2, {}], []]),
        ("{a: {b: {c: [{d: 1}, 2]}}, e: 3}", {"a": {"b": {"c": [{"d": 1}, 2]}}, "e": 3}),
    ],
)
def test_yaml(text: str, tree: Any) -> None:
    problems: list[SyntaxProblem] = []
    found = yaml_tree.parse(text, problems)
    assert found == tree
    assert repr(found) == repr(tree) or "<<" in text  # 1 is not 1.0, nor True
    assert problems == []


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: b: c", 1, 5, "mapping values are not allowed in this context"),
        ("a:\n  - [1, 2\nb: 3", 3, 2, "did not find expected ',' or ']'"),
        ("a: 1\n\tb: 2", 2, 1, "found a tab character"),
        ("a: '\x07'", 1, 5, "U+0007 is not allowed"),
        ("é: \x01", 1, 4, "U+0001 is not allowed"),
        ("a: !!python/object:os.system x", 1, 4, "the tag !!python/object:os.system"),
        ("a: !local x", 1, 4, "the tag !local"),
        ("a: !!binary aGk=", 1, 4, "the tag !!binary"),
        ("a: !!set {b}", 1, 4, "the tag !!set"),
        ("a: !!map [b]", 1, 4, "the tag !!map"),
        ("a: !!int x", 1, 4, "not of the type that !!int"),
        ("a: !!int true", 1, 4, "not of the type that !!int"),
        ("a: .nan", 1, 4, "not a JSON number"),
        ("a: [-.inf]", 1, 5, "not a JSON number"),
        ("a: 1e999", 1, 4, "larger than a double"),
        ("a: " + "9" * 400, 1, 4, "400 digits"),
        ("? [a]\n: b", 1, 3, "a key must be text"),
        ("? {a: b}\n: b", 1, 3, "a key must be text"),
        ("x: &x [1]\ny: {*x : 2}", 2, 5, "a key must be text"),
        ("a: *b", 1, 4, "no anchor &b"),
        ("a: &a [*a]", 1, 8, "stands inside what it names"),
        ("a: &a {b: {c: *a}}", 1, 15, "stands inside what it names"),
        ("a: 1\n---\nb: 2", 2, 1, "second YAML document"),
        ("a: {<<: 3}", 1, 9, "takes a mapping"),
        ("[" * (MAX_DEPTH + 1), 1, MAX_DEPTH + 1, "levels inside each other"),
        ("a: &a " + "[" * 300 + "]" * 300 + "\nb: " + "[" * 300 + "*a", 2, 304, "levels"),
    ],
)
def test_yaml_errors(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(SyntaxProblem) as caught:
        yaml_tree.parse(text, [])
    assert message in caught.value.message
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize("bomb", [BOMB, MERGE_BOMB])
def test_bombs(bomb: str) -> None:
    start = time.process_time()
    with pytest.raises(SyntaxProblem, match="aliases of this file") as caught:
        yaml_tree.parse(bomb, [])
    assert caught.value.code == "syntax/limit"
    assert time.process_time() - start < 1


def _json(text: str, problems: list[SyntaxProblem]) -> Any:
    return json_tree.parse(text.encode(), problems).tree


def test_aliases_are_shared() -> None:
    tree = yaml_tree.parse("a: &a {x: [1]}\nb: *a", [])
    assert tree["a"] is tree["b"]


@pytest.mark.parametrize(
    ("parse", "text", "places"),
    [
        (yaml_tree.parse, "a: 1\nb: {c: 1, c: 2}\na: 3\n'a': 4", [(2, 11), (3, 1), (4, 1)]),
        (yaml_tree.parse, "200: a\n'200': b", [(2, 1)]),
        (_json, '{"a": 1,\n "b": {"c": 1, "c": 2}, "a": 3}', [(2, 16), (2, 25)]),
        (_json, '{"a": 1, "\\u0061" : 2}', [(1, 10)]),
        (_json, '{"a\\\\": 1, "a\\\\": 2}', [(1, 12)]),
    ],
)
def test_duplicate_keys(parse: Any, text: str, places: list[tuple[int, int]]) -> None:
    problems: list[SyntaxProblem] = []
    parse(text, problems)
    assert [(one.line, one.column) for one in problems] == places
    assert {one.code for one in problems} == {"syntax/duplicate-key"}


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("[1,\n]", 2, 1, "expected a value"),
        ('{"a": NaN}', 1, 7, "NaN is not a JSON value"),
        ("[-Infinity]", 1, 2, "-Infinity is not a JSON value"),
        ('{"a" 1}', 1, 6, "expected `:`"),
        ("{a: 1}", 1, 2, "a key in double quotes"),
        ('{"a": 1,}', 1, 9, "a key in double quotes"),
        ("[1 2]", 1, 4, "expected `,` or `]`"),
        ('{"a": 1', 1, 8, "expected `,` or `}`"),
        ("[", 1, 2, "ends too early"),
        ('["a', 1, 2, "unterminated string"),
        ('["\n"]', 1, 3, "invalid control character"),
        ('["\\x"]', 1, 3, "invalid \\escape"),
        ('["\\ud800"]', 1, 2, "surrogate"),
        ("[1] 2", 1, 5, "more text after the end"),
        ("[1e999]", 1, 2, "larger than a double"),
        (f"[{'9' * 400}.5e600]", 1, 2, "larger than a double"),
        (f"[1, {'9' * 400}]", 1, 5, "an integer of 400 digits"),
        ("[tru]", 1, 2, "tru is not a JSON value"),
        ("[01]", 1, 3, "expected `,`"),
        ("[" * 5000, 1, MAX_DEPTH + 1, "levels inside each other"),
    ],
)
def test_json_errors(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(SyntaxProblem) as caught:
        _json(text, [])
    assert message in caught.value.message
    assert (caught.value.line, caught.value.column) == (line, column)


@given(TREES, st.sampled_from([None, 1]), st.booleans())
@settings(deadline=None)
def test_json_round_trip(tree: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=ascii_only)
    for parse in (_json, json_tree.scan):
        problems: list[SyntaxProblem] = []
        assert parse(text, problems) == tree
        assert problems == []


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029", "\ue000"])
@pytest.mark.parametrize(
    "text",
    ["a: x%sy", 'a: "x%sy"', "a: 'x%sy'", "a: |-\n  x%sy", "%s: [&b {a: x%sy}, *b]\nc: !!str x%sy"],
)
def test_characters_that_end_a_line_in_yaml_1_1_only(text: str, char: str) -> None:
    """YAML 1.2, section 5.4: they are characters like others."""
    tree = yaml_tree.parse(text.replace("%s", char) + "\nlast: 1", [])
    wanted = f"x{char}y"
    one = {"a": wanted}
    want = {char: [one, one], "c": wanted} if text.startswith("%s") else one
    assert tree == {**want, "last": 1}
    found = locate((text.replace("%s", char) + "\nlast: 1").encode(), ["#/last"])
    assert found["#/last"] == (text.count("\n") + 2, 1)


@given(TREES)
@settings(deadline=None)
def test_yaml_reads_json(tree: Any) -> None:
    """YAML 1.2 is a superset of JSON, but for escaped surrogate pairs; 1e+16 is a number."""
    assume("\\ud" not in json.dumps(tree))
    problems: list[SyntaxProblem] = []
    assert yaml_tree.parse(json.dumps(tree), problems) == tree
    assert problems == []


@given(st.text("{}[]\"':,#&*!|>-?%@`~<nNtf01.e+ \n\t\\é", max_size=30))
@settings(deadline=None, max_examples=500)
def test_any_text_is_a_tree_or_a_located_error(text: str) -> None:
    try:
        formats.parse(text.encode(), [])
    except SyntaxProblem as problem:
        assert 1 <= problem.line <= text.count("\n") + 2
        assert problem.column >= 1


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert yaml_tree.parse("a: [no, 1, {<<: {b: 2}}]", []) == {"a": ["no", 1, {"b": 2}]}
    for text, place in [("a: [1", (1, 6)), ("é: \x01", (1, 4)), ("a: *b", (1, 4))]:
        with pytest.raises(SyntaxProblem) as caught:
            yaml_tree.parse(text, [])
        assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize(
    ("text", "yaml_name", "code"),
    [
        ('{"a": 1,}', None, None),  # YAML allows it
        ('{"a": [1}', False, "syntax/json"),
        ('{"a": [1}', None, "syntax/json"),
        ("{a: [1}", True, "syntax/yaml"),
        ("a: [1}", None, "syntax/yaml"),
        ("  [1]", None, None),
        ("// comment", False, "syntax/json"),
        ("words", True, None),
        ('{\0"\0a', None, "syntax/encoding"),
    ],
)
def test_json_or_yaml(text: str, yaml_name: bool | None, code: str | None) -> None:
    try:
        formats.parse(text.encode(), [], yaml=yaml_name)
    except SyntaxProblem as problem:
        assert problem.code == code
    else:
        assert code is None
