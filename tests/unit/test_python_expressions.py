"""Layout of expressions and statements: whatever is printed, black leaves it alone."""

from __future__ import annotations

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.targets.python import expressions as e

MODE = black.Mode(line_length=88)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 10**12) | st.text("ab cd", max_size=30),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text("abcxyz", min_size=1, max_size=20), inner, max_size=4),
    max_leaves=20,
)


def formatted(source: str) -> str:
    return black.format_str(source, mode=MODE)


@given(JSON, st.integers(1, 60))
def test_values(value: object, length: int) -> None:
    source = e.statement(f"{'n' * length}: object = ", e.json_value(value), 0) + "\n"
    # A name that leaves no room for the value is no case of ours.
    if all(len(line) <= 88 for line in source.splitlines()):
        assert formatted(source) == source


@given(st.lists(JSON, min_size=1, max_size=6), st.integers(1, 70))
def test_calls(values: list[object], length: int) -> None:
    arguments = {f"argument_{index}": e.json_value(value) for index, value in enumerate(values)}
    source = e.statement("result = ", e.call("f" * length, **arguments), 0) + "\n"
    if all(len(line) <= 88 for line in source.splitlines()):
        assert formatted(source) == source


@pytest.mark.parametrize("names", [1, 3, 8, 12])
@pytest.mark.parametrize("length", [4, 12, 30])
def test_calls_without_arguments(names: int, length: int) -> None:
    callee = ".".join(["n" * length] * names)
    source = e.statement("result = ", e.call(callee), 0) + "\n"
    if names * length < 80:
        assert formatted(source) == source


@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize("length", [6, 30, 70])
def test_heads_of_functions(count: int, length: int) -> None:
    parameters = [f"parameter_{index}: str" for index in range(count)]
    source = e.function_head(f"def {'n' * length}", parameters, 0) + "\n    pass\n"
    assert formatted(source) == source


@pytest.mark.parametrize("length", [3, 40, 75, 100])
def test_assertions_about_long_strings(length: int) -> None:
    source = e.equality("request.line", f'"{"x" * length}"', 0) + "\n"
    assert formatted(source) == source


@pytest.mark.parametrize("length", [3, 60, 63, 64, 75, 83, 84, 85, 86, 87, 100])
@pytest.mark.parametrize("target", ["ANSWER: object = ", "result = ", 'values["key"] = '])
def test_assignments_of_long_strings(target: str, length: int) -> None:
    source = e.statement(target, f'"{"x" * length}"', 0) + "\n"
    assert formatted(source) == source


@pytest.mark.parametrize("length", [8, 60, 67, 68, 70, 71, 72, 73, 75, 77, 80, 90, 100])
@pytest.mark.parametrize("right", ["None", "True", "1", '"text"', f'"{"x" * 60}"'])
def test_assertions_about_long_names(length: int, right: str) -> None:
    source = e.equality(f"{'n' * 4}.{'m' * length}", right, 0) + "\n"
    assert formatted(source) == source


@pytest.mark.parametrize("length", [8, 60, *range(64, 86), 90, 100])
@pytest.mark.parametrize(
    "right",
    [
        e.dictionary({}),
        e.dictionary({"a": e.sequence(["0"])}),
        e.call("datetime", "1"),
        e.sequence([f'"{"x" * 79}"']),
        e.sequence([f'"{"x" * 100}"']),
    ],
)
def test_assertions_of_long_names_about_containers(length: int, right: e.Expression) -> None:
    source = e.equality("m" * length, right, 0) + "\n"
    assert formatted(source) == source


@pytest.mark.parametrize("length", [1, 50, 62, 63, 64, 65, 66, 70, 80, 100])
@pytest.mark.parametrize("source", ["containers", "result.containers"])
def test_assignments_of_items(source: str, length: int) -> None:
    text = e.assignment("item", f'{source}["{"k" * length}"]', 0) + "\n"
    assert formatted(text) == text


@pytest.mark.parametrize("length", [20, 58, 59, 60, 61, 62, 63, 64, 66, 67, 68, 69, 70, 71, 90])
@pytest.mark.parametrize("item", ["items", "items[0]", 'items["key"]', 'items["a]b[c"]', "b[0].c"])
def test_assignments_of_items_of_long_names(item: str, length: int) -> None:
    source = f"{'n' * length}.{item}"
    text = f"class A:\n    {e.assignment('attribute', source, 4)}\n"
    assert formatted(text) == text


@pytest.mark.parametrize("length", [3, 10, 20, 23, 24, 25, 26, 30, 60, 90])
def test_choices_as_arguments(length: int) -> None:
    argument = e.choice("A" * length, "stream is True", "B" * length, 4)
    source = f"call(\n    {argument}\n    b=1,\n)\n"
    assert formatted(source) == source


@pytest.mark.parametrize("length", [40, 55, *range(60, 80), 100])
@pytest.mark.parametrize("right", ['"text"', f'"{"x" * 60}"'])
def test_assertions_about_items_of_long_names(length: int, right: str) -> None:
    source = e.equality(f'server.request.headers["{"n" * length}"]', right, 0) + "\n"
    assert formatted(source) == source


def test_none_and_booleans_are_compared_by_identity() -> None:
    assert e.equality("a", "None", 0) == "assert a is None"
    assert e.equality("a", "True", 0) == "assert a is True"
    assert e.equality("a", "1", 0) == "assert a == 1"


def test_a_known_object_is_written_as_its_name() -> None:
    item = {"id": 1}
    written = e.json_value({"items": [item, item]}, item, "ITEM")
    assert e.inline(written) == '{"items": [ITEM, ITEM]}'
