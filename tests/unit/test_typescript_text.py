"""The doors through which text of a document enters TypeScript code."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.targets.typescript.text import (
    class_identifier,
    doc_comment,
    identifier,
    inline_code,
    key,
    literal,
    member,
    object_key,
    with_code,
)

IDENTIFIERS = [
    ("plain", ["job"], "job", "Job"),
    ("several words", ["list", "jobs"], "listJobs", "ListJobs"),
    ("an initialism behind", ["job", "id"], "jobID", "JobID"),
    ("an initialism in front", ["api", "key"], "apiKey", "APIKey"),
    ("a reserved word", ["delete"], "delete_", "Delete"),
    ("what strict mode forbids", ["arguments"], "arguments_", "Arguments"),
    ("digits in front", ["3d", "model"], "value3dModel", "Model3dModel"),
    ("other signs", ["a-b", "c.d"], "abCd", "AbCd"),
    ("letters with marks", ["grüße"], "gruße"[:3] + "e", "Grue"),
    ("no letters at all", ["日本"], "value", "Model"),
    ("nothing", [], "value", "Model"),
]


@pytest.mark.parametrize(("words", "camel", "pascal"), [it[1:] for it in IDENTIFIERS])
def test_identifiers(words: list[str], camel: str, pascal: str) -> None:
    assert identifier(words) == camel
    assert class_identifier(words) == pascal


def test_members_may_be_reserved_words() -> None:
    assert member(["delete"]) == "delete"


KEYS = [
    ("plain", "job_id", "job_id"),
    ("a dash", "x-id", "'x-id'"),
    ("a number", "0", "0"),
    ("a number that is none", "007", "'007'"),
    ("quotes", "a'b", '"a\'b"'),
    ("a reserved word", "default", "default"),
    ("empty", "", "''"),
]


@pytest.mark.parametrize(("name", "wanted"), [it[1:] for it in KEYS])
def test_keys(name: str, wanted: str) -> None:
    assert key(name) == wanted


def test_no_object_gets_another_prototype() -> None:
    assert object_key("__proto__") == "['__proto__']"
    assert literal({"__proto__": 1, "a": 2}) == "{ ['__proto__']: 1, a: 2 }"


LITERALS: list[tuple[Any, str]] = [
    (None, "null"),
    (True, "true"),
    (3, "3"),
    (2**53 - 1, "9007199254740991"),
    (2**53, "9007199254740992n"),
    (1.5, "1.5"),
    (-0.0, "0"),
    (2.0, "2"),
    (1e-7, "1e-7"),
    ("a", "'a'"),
    ("it's", '"it\'s"'),
    ("${x} `y`", "'${x} `y`'"),
    ("a\nb", "'a\\nb'"),
    ("\\", "'\\\\'"),
    ("</script>\u2028", "'</script>\\u2028'"),
    ("\ud800", "'\\ud800'"),
    ("\u202e", "'\\u202e'"),
    ("é", "'é'"),
    ([], "[]"),
    ({}, "{}"),
    ([1, {"a": None}], "[1, { a: null }]"),
]


@pytest.mark.parametrize(("value", "wanted"), LITERALS)
def test_literals(value: Any, wanted: str) -> None:
    assert literal(value) == wanted


COMMENTS = [
    ("nothing", "", ""),
    ("one line", "A job.", "/** A job. */"),
    ("two lines", "A\nB", "/**\n * A\n * B\n */"),
    ("the end of a comment", "a */ b", "/** a *\\/ b */"),
    ("a tag", "@ts-ignore", "/** \\@ts-ignore */"),
    ("a tag on a later line", "a\n@deprecated", "/**\n * a\n * \\@deprecated\n */"),
    ("carriage return", "a\rb", "/**\n * a\n * b\n */"),
    ("line separator", "a\u2028b", "/**\n * a\n * b\n */"),
    ("a control character", "a\x00b", "/** a<U+0000>b */"),
]


@pytest.mark.parametrize(("text", "wanted"), [it[1:] for it in COMMENTS])
def test_comments(text: str, wanted: str) -> None:
    assert doc_comment(text) == wanted


def test_tags() -> None:
    made = doc_comment("Text.", [("@param id", "The id."), ("@deprecated", "")], 2)
    assert made == "/**\n   * Text.\n   *\n   * @param id The id.\n   * @deprecated\n   */"


def test_inline_code_is_one_line() -> None:
    assert inline_code("GET /a`b\n*/c") == "GET /a'b *\\/c"


@given(st.text())
def test_a_comment_never_ends_early(text: str) -> None:
    made = doc_comment(text)
    assert made == "" or (made.startswith("/**") and made.index("*/") == len(made) - 2)
    assert not any(line.lstrip(" *").startswith("@") for line in made.splitlines()[1:])


@given(st.text(), st.one_of(st.text(), st.sampled_from(["*/", " @deprecated", "`@a */ @b`"])))
def test_code_at_the_end_of_a_comment(text: str, value: str) -> None:
    made = with_code(doc_comment(f"x{text}"), f"call({literal(value)});", 0)
    assert made.startswith("/**\n *") and made.index("*/") == len(made) - 2
    lines = [line.lstrip(" *") for line in made.splitlines()]
    assert [line for line in lines if line.startswith("@")] == ["@example"]
    head, _, code = made.partition("\n *\n * @example\n * ```ts\n")
    assert (
        doc_comment(f"x{text}").removesuffix("*/").rstrip().removeprefix("/**").strip(" *\n")
        in head
    )
    assert code.endswith(");\n * ```\n */") and not re.search(r"(?<=[\s*/])@\w", code)


@given(st.text())
def test_a_literal_is_on_one_line(text: str) -> None:
    made = literal(text)
    assert len(made.splitlines()) == 1 and made[0] == made[-1] and made[0] in "'\""
