"""The three doors of the Python target: identifiers, literals, docstrings and comments."""

from __future__ import annotations

import ast
import io
import keyword
import math
import re
import tokenize
from typing import Any

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.targets.python import text

NASTY = [*"ab \"'\\\n\r\t\v\f{}$`#*/-|>;1é", "\u2028", "\u202e", "\x00", "\x85", "\ud800", '"""']
NASTY_TEXTS = st.lists(st.sampled_from(NASTY), max_size=60).map("".join)
TEXTS = st.one_of(NASTY_TEXTS, st.text(max_size=120), st.text(st.characters(), max_size=20))
JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        TEXTS,
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)


HIDING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Controls, line ends other than LF, and what hides or reorders text."""


def formatted(source: str, line_length: int = 88) -> str:
    return black.format_str(source, mode=black.Mode(line_length=line_length))


# --- identifiers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (["job", "id"], "job_id"),
        (["class"], "class_"),
        (["None"], "none"),
        (["self"], "self_"),
        (["print"], "print_"),
        (["match"], "match"),
        (["type"], "type"),
        (["2fa"], "value_2fa"),
        ([], "value"),
        (["", "-"], "value"),
        (["größe"], "größe"),
        (["ﬁle"], "file"),
        (["日本"], "日本"),
        (["a'); import os #"], "aimportos"),
        (["a\nb"], "ab"),
        (["__init__"], "init"),
        (["²"], "value_2"),
        (["x\u202ey"], "xy"),
    ],
)
def test_identifiers(words: list[str], want: str) -> None:
    assert text.identifier(tuple(words)) == want


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (["batch", "list", "response"], "BatchListResponse"),
        (["none"], "None_"),
        (["true"], "True_"),
        (["2", "fa"], "Model2Fa"),
        ([], "Model"),
        (["élan"], "Élan"),
        (["x): pass"], "Xpass"),
    ],
)
def test_class_identifiers(words: list[str], want: str) -> None:
    assert text.class_identifier(tuple(words)) == want


@given(st.lists(TEXTS, max_size=4), st.sampled_from(["value", "_", "argument"]))
def test_every_identifier_is_one_token(words: list[str], fallback: str) -> None:
    named = tuple(words)
    for name in (text.identifier(named, fallback), text.class_identifier(named)):
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert isinstance(ast.parse(name, mode="eval").body, ast.Name)
        # The parser's own normalisation (PEP 3131) must not make another name of it.
        assert ast.parse(name, mode="eval").body.id == name  # type: ignore[attr-defined]


@given(st.lists(TEXTS, max_size=4))
def test_no_identifier_is_mangled_or_magic(words: list[str]) -> None:
    assert not text.identifier(tuple(words)).startswith("__")


# --- literals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "want"),
    [
        (None, "None"),
        (True, "True"),
        (7, "7"),
        (-1, "-1"),
        (2**70, str(2**70)),
        (1.5, "1.5"),
        (1e300, "1e300"),
        (1e-7, "1e-07"),
        (math.inf, 'float("inf")'),
        (-math.inf, 'float("-inf")'),
        ("plain", '"plain"'),
        ('a "b"', "'a \"b\"'"),
        ("it's", '"it\'s"'),
        ("both ' and \"", '"both \' and \\""'),
        ("back\\slash", '"back\\\\slash"'),
        ("\r\n\t", '"\\r\\n\\t"'),
        ("\x00\x7f", '"\\x00\\x7f"'),
        ("\u2028\u202e\ufeff", '"\\u2028\\u202e\\ufeff"'),
        ("\ud800", '"\\ud800"'),
        ("\U000e0001", '"\\U000e0001"'),
        ("é日😀", '"é日😀"'),
        ("${x} #{x} {{7*7}} {x}", '"${x} #{x} {{7*7}} {x}"'),
        ([1, "a"], '[1, "a"]'),
        ({"a": [None]}, '{"a": [None]}'),
        ({}, "{}"),
    ],
)
def test_literals(value: Any, want: str) -> None:
    assert text.literal(value) == want


def test_what_is_not_json_has_no_literal() -> None:
    with pytest.raises(TypeError, match="bytes"):
        text.literal(b"")


@given(JSON)
def test_a_literal_is_its_value_and_black_keeps_it(value: Any) -> None:
    source = text.literal(value)
    assert ast.literal_eval(source) == value
    assert source.isprintable()
    line = f"x = {source}\n"
    assert formatted(line, line_length=10_000) == line


@given(st.one_of(st.binary(max_size=40), NASTY_TEXTS.map(lambda it: it.encode("utf-8", "replace"))))
def test_a_bytes_literal_is_its_value_and_black_keeps_it(data: bytes) -> None:
    source = text.bytes_literal(data)
    assert ast.literal_eval(source) == data
    assert source.isascii() and source.isprintable()
    line = f"x = {source}\n"
    assert formatted(line, line_length=10_000) == line


# --- docstrings and comments -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_text", "want"),
    [
        ("", ""),
        (" \r\n\t\u2028", ""),
        ("One line.", '"""One line."""'),
        ("  padded  ", '"""padded"""'),
        ('ends with "', '"""ends with " """'),
        ('"begins', '""" "begins"""'),
        ("a\\", '"""a\\\\"""'),
        ('a """ b', '"""a \\"\\"\\" b"""'),
        ("two\nlines", '"""two\n    lines\n    """'),
        ("two\r\n\r\nparagraphs\r", '"""two\n\n    paragraphs\n    """'),
        ("first\n    deep\n      deeper", '"""first\n    deep\n      deeper\n    """'),
        (f"* {'long ' * 20}", f'"""* {"long " * 15}long\n    {"long " * 3}long\n    """'),
        ("a\x00\u202eb", '"""a<U+0000><U+202E>b"""'),
    ],
)
def test_docstrings(given_text: str, want: str) -> None:
    assert text.docstring(given_text, 4) == want


def test_prose_is_wrapped_and_code_is_not() -> None:
    prose = "word " * 40
    code = "```\n" + "x" * 50 + " " + "y" * 50 + "\n```"
    lines = text.docstring(f"{prose}\n\n{code}\n\n- {prose}", 8).splitlines()
    assert all(
        len(line) <= text.LINE_LENGTH for line in lines if "xyx" not in line and "x" not in line
    )
    assert any(line.strip() == "x" * 50 + " " + "y" * 50 for line in lines)
    bullet = next(index for index, line in enumerate(lines) if line.strip().startswith("- word"))
    assert lines[bullet + 1].startswith(" " * 10 + "word")


def in_class(doc: str) -> str:
    return f"class A:\n    {doc}\n\n    x: int\n"


def in_method(doc: str) -> str:
    return f"class A:\n    def f(self):\n        {doc}\n        return 1\n"


@given(TEXTS, st.sampled_from([4, 8]))
def test_a_docstring_cannot_escape_and_black_keeps_it(words: str, indent: int) -> None:
    doc = text.docstring(words, indent)
    if not doc:
        return
    source = in_class(doc) if indent == 4 else in_method(doc)
    tree = ast.parse(source)
    body = tree.body[0].body  # type: ignore[attr-defined]
    if indent == 8:
        assert len(body) == 1
        body = body[0].body
    assert len(body) == 2 and isinstance(body[0].value.value, str)
    assert formatted(source) == source
    assert not HIDING.search(source)


VISIBLE = st.characters(min_codepoint=33, max_codepoint=0x2000, exclude_categories=["C", "Z"])


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3))
def test_code_at_the_end_of_a_docstring(words: str, values: list[str]) -> None:
    code = [f"call({text.string_literal(it)})" for it in values]
    doc = text.docstring(f"x{words}", 4)
    made = text.with_code(doc, "Example", code, 4)
    source = f"def function():\n    {made}\n"
    assert black.format_str(source, mode=black.Mode()) == source
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef) and len(function.body) == 1
    shown = ast.get_docstring(function, clean=False) or ""
    before, _, after = shown.rpartition("    Example:\n")
    plain = ast.get_docstring(ast.parse(f"def function():\n    {doc}\n").body[0], clean=False)  # type: ignore[arg-type]
    assert before.rstrip() == (plain or "").rstrip()
    assert after == "".join(f"        {it}\n" for it in code) + "    "
    assert ">>> " not in {line.strip()[:4] for line in after.splitlines()}


@given(st.text(VISIBLE, max_size=60))
def test_a_docstring_says_what_the_text_says(words: str) -> None:
    doc = text.docstring(words, 4)
    read = ast.literal_eval(doc).strip() if doc else ""
    assert "".join(read.split()) == "".join(words.split())


DIRECTIVES = [
    "noqa",
    "type: ignore",
    "fmt: off",
    "isort:skip",
    "-*- coding: rot13 -*-",
    "pragma: x",
]


@given(st.one_of(TEXTS, st.lists(st.sampled_from([*DIRECTIVES, "#", " ", "\n"])).map("".join)))
def test_a_comment_stays_one_and_is_no_directive(words: str) -> None:
    lines = text.comment(words, 0)
    source = "\n".join([*lines, "x = 1", ""])
    kinds = {token.type for token in tokenize.generate_tokens(io.StringIO(source).readline)}
    assert len(ast.parse(source, type_comments=True).body) == 1
    assert not ast.parse(source, type_comments=True).type_ignores
    assert all(line.startswith("#") and not HIDING.search(line) for line in lines)
    assert tokenize.COMMENT in kinds or not lines
    assert not any(re.search(r"(?i)#\s*(noqa|type:\s*ignore|fmt:|isort:)", line) for line in lines)
