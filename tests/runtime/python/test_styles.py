"""Parameters: Python's own types, and laws; tests/wire/styles.json has the rest."""

from __future__ import annotations

import collections
import datetime
import decimal
import enum
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, unquote

import pydantic
import pytest
from clientsmith_runtime.errors import ArgumentError
from clientsmith_runtime.sentinel import omit
from clientsmith_runtime.styles import (
    Style,
    cookie_header,
    form_pairs,
    form_string,
    header_value,
    path_segment,
    query_string,
)
from hypothesis import given
from hypothesis import strategies as st
from sample_models import Dog, Extra


class Color(enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


class Name(str):
    def __str__(self) -> str:
        return "not me"


class Theirs(pydantic.BaseModel):
    name: str = "n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Color.RED, "a=red"),
        (Level.HIGH, "a=3"),
        ([Color.RED, Level.HIGH], "a=red&a=3"),
        (("x", 1), "a=x&a=1"),
        ({"x"}, "a=x"),
        (iter(["x", "y"]), "a=x&a=y"),
        (range(2), "a=0&a=1"),
        ({"b": 1}.keys(), "a=b"),
        (MappingProxyType({"b": 1, "c": omit}), "b=1"),
        (collections.OrderedDict(b=1), "b=1"),
        ([1, omit, 2], "a=1&a=2"),
        (Dog(name="Rex"), "kind=dog&name=Rex"),
        (Theirs(), "name=n"),
        (Extra(id="1", additional_properties={"x": 5}), "id=1&x=5"),
        ([Dog()], "a=%7B%22kind%22%3A%22dog%22%7D"),
        (datetime.time(12, 30), "a=12%3A30%3A00"),
        (datetime.datetime(2024, 1, 1), "a=2024-01-01T00%3A00%3A00"),
        (datetime.timedelta(hours=1), "a=PT3600S"),
        (bytearray(b"hi"), "a=aGk%3D"),
        (decimal.Decimal("1E-7"), "a=0.0000001"),
        (-0.0, "a=0"),
        (1.5e300, "a=1.5e%2B300"),
        (omit, ""),
    ],
    ids=lambda it: it if isinstance(it, str) else type(it).__name__,
)
def test_python_types(value: Any, expected: str) -> None:
    assert query_string({"a": value}) == expected


def test_absent_parameters() -> None:
    assert query_string({"a": omit, "b": 1, "c": omit}) == "b=1"
    assert query_string({}) == ""
    assert cookie_header({"a": omit}) == ""
    assert form_string({"a": omit}) == ""
    assert query_string({"a": {"b": omit, "c": {"d": omit, "e": (omit,)}}}, {"a": Style.JSON}) == (
        "a=%7B%22c%22%3A%7B%22e%22%3A%5B%5D%7D%7D"
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), decimal.Decimal("NaN")])
def test_no_number(value: Any) -> None:
    with pytest.raises(ArgumentError, match="'limit'"):
        query_string({"limit": value})


@pytest.mark.parametrize("value", [object(), [object()], "\ud800"])
def test_what_cannot_be_written_names_the_parameter(value: Any) -> None:
    with pytest.raises((TypeError, ArgumentError)):
        query_string({"where": value})
    with pytest.raises((TypeError, ArgumentError)):
        path_segment("where", value)


def test_text_of_a_subclass_is_its_own() -> None:
    assert path_segment("a", Name("x/y")) == "x%2Fy"
    with pytest.raises(ArgumentError):
        path_segment("a", Name(".."))


def test_path_without_a_value() -> None:
    for value in (None, omit):
        with pytest.raises(ArgumentError, match="'id'"):
            path_segment("id", value)


def test_reserved_path() -> None:
    assert path_segment("a", "x:y@z/w?", Style.SIMPLE.reserved) == "x:y@z%2Fw%3F"


def test_header_of_plain_values() -> None:
    assert header_value("x", Color.RED) == "red"
    assert header_value("x", [1, None, True]) == "1,,true"


def test_fields_of_a_multipart() -> None:
    assert form_pairs("a", ["x y", "z"], Style.SPACE) == [("a", "x y z")]
    assert form_pairs("a", ["x|", "z"], Style.PIPE) == [("a", "x||z")]
    assert form_pairs("a b", {"k": ["v"]}, Style.DEEP_OBJECT) == [("a b[k][0]", "v")]


def test_repr_of_a_style() -> None:
    assert repr(Style.FORM.reserved) == "Style('form', explode=True, reserved)"


texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(texts, texts))
def test_queries_can_be_read_back(query: dict[str, str]) -> None:
    text = query_string(query)
    assert text.isascii()
    assert parse_qsl(text, keep_blank_values=True, strict_parsing=bool(query)) == [*query.items()]
    form = form_string(query)
    assert parse_qsl(form, keep_blank_values=True, strict_parsing=bool(query)) == [*query.items()]


@given(texts)
def test_a_path_value_is_one_segment(value: str) -> None:
    try:
        segment = path_segment("a", value)
    except ValueError:
        plain = value.lower().replace("%2e", ".").replace("%2f", "/").replace("\\", "/")
        assert plain == "." or ".." in plain.split("/") or not value
        return
    assert unquote(segment) == value
    assert not set("/?#") & set(segment)
    assert segment not in (".", "..")


@given(texts)
def test_cookies_are_one_cookie(value: str) -> None:
    header = cookie_header({"a": value})
    assert header.isascii()
    assert header.isprintable()
    assert not set(' ",;\\') & set(header)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_keep_their_value(value: float) -> None:
    assert float(unquote(query_string({"a": value})[2:])) == value


def test_importing_styles_is_light() -> None:
    folder = Path(__file__).parent
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import conftest, typing;"
        "before = set(sys.modules);"
        "import clientsmith_runtime.styles;"
        "print(sorted(it for it in set(sys.modules) - before if not it.startswith('clientsmith')))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
