"""`clientsmith.diagnostics` and `clientsmith.pointers`."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith import pointers
from clientsmith.diagnostics import Counts, Diagnostics


@dataclass(frozen=True)
class Rule:
    code: str
    pointer: str = ""


@dataclass(frozen=True)
class Place:
    pointer: str
    file: str


@pytest.mark.parametrize(
    ("where", "file", "pointer"),
    [
        ("#/a", "main.yaml", "#/a"),
        ("#", "main.yaml", "#"),
        ("", "main.yaml", ""),
        ("sub/b.yaml#/x~1y", "sub/b.yaml", "sub/b.yaml#/x~1y"),
        ("sub/b.yaml", "sub/b.yaml", ""),
        ("odd%23.yaml#/x", "odd#.yaml", "odd%23.yaml#/x"),
        (Place("x.yaml#/a", "x.yaml"), "x.yaml", "x.yaml#/a"),
    ],
)
def test_place(where: Place | str, file: str, pointer: str) -> None:
    diagnostics = Diagnostics("main.yaml")
    diagnostics.error("a/b", where, "wrong", "help", line=3, column=4)
    [found] = diagnostics
    assert (found.file, found.pointer) == (file, pointer)
    assert (found.message, found.hint, found.line, found.column) == ("wrong", "help", 3, 4)


def test_equal_ones_count_once() -> None:
    diagnostics = Diagnostics("m")
    for _ in range(3):
        diagnostics.error("a/b", "#/x", "one")
        diagnostics.warning("a/b", "#/y", "one")
        diagnostics.note("a/b", "#/y", "two")
    assert diagnostics.counts() == Counts(errors=1, warnings=1, notes=1, ignored=0)
    assert len(diagnostics) == 3
    assert diagnostics.has_errors


@pytest.mark.parametrize(
    ("code", "pointer", "hidden"),
    [
        ("a/b", "", True),
        ("a/b", "#/x", True),
        ("a/b", "#/x/y", True),
        ("a/b", "#/x/", True),
        ("a/b", "#", True),
        ("a/*", "#/x", True),
        ("a/b", "#/x/y/z", False),
        ("a/b", "#/x/y1", False),
        ("a/b", "#/xx", False),
        ("a/bc", "", False),
        ("b/*", "", False),
    ],
)
def test_rules(code: str, pointer: str, hidden: bool) -> None:
    rule = Rule(code, pointer)
    diagnostics = Diagnostics("m", [rule])
    diagnostics.warning("a/b", "#/x/y", "text")
    assert len(diagnostics) == (0 if hidden else 1)
    assert len(diagnostics.ignored) == diagnostics.counts().ignored == (1 if hidden else 0)
    assert diagnostics.unused_rules == (() if hidden else (rule,))


def test_errors_are_never_hidden() -> None:
    diagnostics = Diagnostics("m", [Rule("a/b")])
    diagnostics.error("a/b", "#/x", "text")
    assert diagnostics.has_errors


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=4))
def test_pointer_round_trip(file: str, tokens: list[str]) -> None:
    name = file or "other"
    pointer = pointers.join(pointers.prefix(name, "main"), tokens)
    assert pointers.split(pointer, "main") == (name, tuple(tokens))
