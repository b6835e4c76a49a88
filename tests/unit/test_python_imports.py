"""Import statements: isort's order (ruff is the oracle), black's layout."""

from __future__ import annotations

import subprocess
import sys

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.targets.python.imports import Imports


def made(*names: tuple[str, str]) -> Imports:
    imports = Imports()
    for module, name in names:
        assert imports.add(module, name) == name
    return imports


@pytest.mark.parametrize(
    ("names", "want"),
    [
        ([], ()),
        ([("typing", "Any")], ("from typing import Any",)),
        (
            [
                ("typing", "Any"),
                ("", "builtins"),
                ("datetime", "date"),
                ("typing", "TYPE_CHECKING"),
            ],
            (
                "import builtins",
                "from datetime import date",
                "from typing import TYPE_CHECKING, Any",
            ),
        ),
        (
            [(".b", "c"), ("..b", "c"), ("...", "types"), ("typing", "Any")],
            (
                "from typing import Any",
                "",
                "from ... import types",
                "from ..b import c",
                "from .b import c",
            ),
        ),
        (
            [(".m", "raw"), (".m", "Omit"), (".m", "omit"), (".m", "URL"), (".m", "T")],
            ("from .m import URL, Omit, T, omit, raw",),
        ),
        (
            [(".m", "A" * 50), (".m", "B" * 50)],
            (f"from .m import (\n    {'A' * 50},\n    {'B' * 50},\n)",),
        ),
    ],
)
def test_statements(names: list[tuple[str, str]], want: tuple[str, ...]) -> None:
    assert made(*names).lines() == want


def test_statements_can_be_indented() -> None:
    assert made((".m", "a"), ("typing", "Any")).lines(4) == (
        "    from typing import Any",
        "",
        "    from .m import a",
    )


def test_what_another_imports_is_taken_out() -> None:
    imports = made((".m", "a"), (".m", "b"), (".n", "c"))
    imports.remove(made((".m", "a"), (".n", "c"), (".o", "d")))
    assert imports.names == {".m": {"b"}}


NAMES = st.sampled_from(
    ["Any", "TYPE_CHECKING", "raw", "Omit", "omit", "URL", "AsyncPage", "a_b", "T"]
)
MODULES = st.sampled_from(
    [
        "typing",
        "datetime",
        "collections.abc",
        ".a",
        "..a",
        "..a.b",
        "...",
        "..",
        ".b",
        "..types.beta",
    ]
)


@given(st.lists(st.tuples(MODULES, NAMES), max_size=12))
def test_black_keeps_them(names: list[tuple[str, str]]) -> None:
    source = "".join(f"{line}\n" for line in made(*names).lines())
    assert black.format_str(source, mode=black.Mode()) == source


def test_ruff_keeps_them() -> None:
    names = [
        (module, name)
        for module in (
            "typing",
            "datetime",
            ".a",
            "..a",
            "..a.b",
            "...",
            ".b",
            "..types.beta",
            "..aa",
        )
        for name in (
            "Any",
            "TYPE_CHECKING",
            "raw",
            "Omit",
            "omit",
            "URL",
            "A1",
            "a_b",
            "T",
            "aB",
            "x as Y",
        )
    ]
    lines = made(*names, ("", "builtins"), ("", "datetime as _datetime")).lines()
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--select=I", "--diff", "-"],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stdout
