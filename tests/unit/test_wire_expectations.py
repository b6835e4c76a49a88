"""The expectation of requests: OpenAPI's own tables of styles (section 4.8.12), and the corners."""

from __future__ import annotations

from typing import Any

import pytest

from clientsmith import ir, wire

ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


def parameter(location: Any, style: Any, explode: bool, **more: Any) -> ir.Parameter:
    return ir.Parameter(
        name=ir.Name("color", ("color",)),
        pointer="#/p",
        location=location,
        type=ir.Any(),
        required=False,
        style=style,
        explode=explode,
        **more,
    )


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("simple", False, "blue", "blue"),
        ("simple", False, ARRAY, "blue,black,brown"),
        ("simple", False, OBJECT, "R,100,G,200,B,150"),
        ("simple", True, OBJECT, "R=100,G=200,B=150"),
        ("label", False, "blue", ".blue"),
        ("label", False, ARRAY, ".blue,black,brown"),
        ("label", True, ARRAY, ".blue.black.brown"),
        ("label", True, OBJECT, ".R=100.G=200.B=150"),
        ("matrix", False, "blue", ";color=blue"),
        ("matrix", False, ARRAY, ";color=blue,black,brown"),
        ("matrix", True, ARRAY, ";color=blue;color=black;color=brown"),
        ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
        ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
        ("simple", False, "a/b c?", "a%2Fb%20c%3F"),
        ("content", False, {"a": [1]}, "%7B%22a%22%3A%5B1%5D%7D"),
    ],
)
def test_path(style: str, explode: bool, value: object, expected: str) -> None:
    parts = ("/x/", parameter("path", style, explode), "/y")
    assert wire.path(parts, {"color": value}) == f"/x/{expected}/y"


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("form", True, "blue", "color=blue"),
        ("form", True, "", "color="),
        ("form", True, None, "color="),
        ("form", True, True, "color=true"),
        ("form", True, 1.0, "color=1"),
        ("form", True, [], ""),
        ("form", True, ARRAY, "color=blue&color=black&color=brown"),
        ("form", False, ARRAY, "color=blue,black,brown"),
        ("form", True, OBJECT, "R=100&G=200&B=150"),
        ("form", False, OBJECT, "color=R,100,G,200,B,150"),
        ("spaceDelimited", False, ARRAY, "color=blue%20black%20brown"),
        ("pipeDelimited", False, ARRAY, "color=blue%7Cblack%7Cbrown"),
        ("deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        ("deepObject", True, {"a": {"b": [1]}}, "color%5Ba%5D%5Bb%5D%5B0%5D=1"),
        ("form", True, ["a,b", "c&d"], "color=a%2Cb&color=c%26d"),
        ("content", False, {"a": 1}, "color=%7B%22a%22%3A1%7D"),
    ],
)
def test_query(style: str, explode: bool, value: object, expected: str) -> None:
    pairs = wire.query((parameter("query", style, explode),), {"color": value})
    assert "&".join(pairs) == expected


def test_reserved_characters_stay_where_the_document_allows_them() -> None:
    reserved = parameter("query", "form", True, allow_reserved=True)
    assert wire.query((reserved,), {"color": "a/b?c&d"}) == ["color=a/b?c%26d"]


def test_headers_and_cookies_are_not_percent_encoded() -> None:
    values = {"color": "a b=1"}
    assert wire.headers((parameter("header", "simple", False),), values) == {"color": "a b=1"}
    assert wire.cookies((parameter("cookie", "form", True),), {"color": "a=1"}) == ["color=a=1"]
    assert wire.cookies((parameter("cookie", "form", False),), {"color": ["a;", "b"]}) == [
        "color=a%3B,b"
    ]


def test_form() -> None:
    values = {"a b": "c~d*", "list": [1, 2], "object": {"k": True}}
    assert wire.form(values) == "a+b=c%7Ed*&list=1&list=2&object=%7B%22k%22%3Atrue%7D"


def test_parts() -> None:
    values = {"a": ["x", {"b": 1}], "c": 5, "d": "text", "e": "text"}
    encodings = tuple(
        ir.Encoding(property=name, content_type=media)
        for name, media in (("d", "application/json"), ("e", "text/plain, application/json"))
    )
    want = [("a", "x"), ("a", '{"b":1}'), ("c", "5"), ("d", '"text"'), ("e", "text")]
    assert wire.parts(values, encodings, values) == want
