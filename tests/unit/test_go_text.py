"""The doors of Go: identifiers, literals, tags, comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.go.toolchain import run

from clientsmith.targets.go.comments import comment
from clientsmith.targets.go.layout import Literal, Row, key_values, printed, rows, wrapped
from clientsmith.targets.go.text import (
    exported,
    file_stem,
    named_tag,
    string_literal,
    unexported,
    variant_value,
)


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (("job", "id"), "JobID"),
        (("html", "url"), "HTMLURL"),
        (("2fa",), "X2fa"),
        (("größe",), "Größe"),
        (("名前",), "X名前"),
        (("user", "ids"), "UserIDs"),
        ((), "Value"),
        (("$",), "Value"),
        (("ß",), "Xß"),
        (("type",), "Type"),
    ],
)
def test_exported(words: tuple[str, ...], want: str) -> None:
    assert exported(words) == want


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (("job", "id"), "jobID"),
        (("id",), "id"),
        (("type",), "type_"),
        (("2fa",), "x2fa"),
        ((), "value"),
    ],
)
def test_unexported(words: tuple[str, ...], want: str) -> None:
    assert unexported(words) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("plain", '"plain"'),
        ('a"b\\', '"a\\"b\\\\"'),
        ("a\nb\r\t", '"a\\nb\\r\\t"'),
        ("\x00\x7f", '"\\x00\\x7f"'),
        ("é", '"é"'),
        ("\u2028\ufeff\u202e", '"\\u2028\\ufeff\\u202e"'),
        ("\ud800", '"\\ufffd"'),
        ("`", '"`"'),
    ],
)
def test_string_literal(text: str, want: str) -> None:
    assert string_literal(text) == want


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("id", '`json:"id"`'),
        ("a b[]", '`json:"a b[]"`'),
        ('a"b', '`json:"a%22b" wire:"a\\"b"`'),
        ("a,b", '`json:"a%2Cb" wire:"a,b"`'),
        ("-", '`json:"%2D" wire:"-"`'),
        ("", '`json:"%" wire:""`'),
        ("a`b", '"json:\\"a%60b\\" wire:\\"a`b\\""'),
    ],
)
def test_named_tag(name: str, want: str) -> None:
    assert named_tag("json", name) == want


def test_values_of_variants_are_escaped() -> None:
    assert variant_value("a,b%2C") == "a%2Cb%252C"


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (("beta", "batch"), "betabatch"),
        (("x", "linux"), "xlinux"),
        (("é",), "e9"),
        ((), "resource"),
    ],
)
def test_file_stem(words: tuple[str, ...], want: str) -> None:
    assert file_stem(words) == want


TEXTS = [
    "One line",
    "Two paragraphs\n\nHere",
    "Heading\n\nText.",
    "# Title\n\ntext\n## Sub\nmore",
    "- a\n- b\n  more of b\n\n1. one\n2. two\n- back",
    "1. first\n   - nested\n   - nested\n2. second",
    "text:\n* a\n* b\nafter",
    '```json\n{\n  "a": 1\n}\n```',
    "- a\n\n```\ncode\n```\n- b",
    "```\n\n\na\n\n\n\nb\n```",
    "//go:build ignore",
    "go:generate rm -rf /",
    "+build ignore",
    "[text]: https://example.com",
    "see\n[a]: https://example.com\nthere",
    "''quoted'' and ``ticked`` and '''more'''",
    "Deprecated: no",
    "*/ /* ` \\ ${x} \u2028 \u0085 \x00 \ufeff \u202e end",
    "a\r\nb\rc\x0bd\x0ce",
    "word " * 60,
    "x" * 300,
    "TODO(me): this\n\nBUG(you): that",
    "#hash tag\n\n#1 first",
    "    indented\n    more\nnot",
    "a  b\t\tc",
    "Wide 名前 " * 30,
    "Fake 假端點\n\nFake 엔드 포인트\n\nMore",
    'One {"a": 1}\n\nSee https://example.test/a\n\nMore',
    "<p>HTML</p><ul><li>a</li></ul>",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "1) one\n2) two",
    "Line ending with a colon:\n\n    code",
    "\u2022 bullet\n\u2022 bullet",
    "-",
    "1.",
]


def test_gofmt_leaves_comments_alone(tmp_path: Path) -> None:
    lines = ["// Package p is here.", "package p", ""]
    for index, text in enumerate(TEXTS):
        lines += [*comment(f"F{index} is this.\n\n{text}"), f"func F{index}() {{}}", ""]
        lines += [f"type T{index} struct {{"]
        lines += [f"\t{line}" for line in comment(text, 1)]
        lines += ["\tA int", "}", ""]
    (tmp_path / "p.go").write_text("\n".join(lines))
    assert run(tmp_path, "gofmt", "-d", ".") == ""


@pytest.mark.parametrize("text", TEXTS)
def test_no_comment_is_a_directive(text: str) -> None:
    for line in comment(text):
        assert line == "//" or line.startswith(("// ", "//\t"))
        assert not line.startswith(("// +build", "// Code generated"))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Creation datetime", "// Creation datetime."),
        ("Known as `id`", "// Known as `id`."),
        ("Is it?", "// Is it?"),
        ('Example: {"id": 1}', '// Example: {"id": 1}'),
        ("Fake 假端點", "// Fake 假端點。"),
        ("偽物です。", "// 偽物です。"),
        ("가짜 포인트", "// 가짜 포인트."),
        ("See https://example.test/a", "// See https://example.test/a"),
    ],
)
def test_a_comment_ends_with_a_full_stop_unless_it_would_become_a_part_of_what_it_ends(
    text: str, want: str
) -> None:
    assert comment(text) == (want,)


def test_columns_end_at_comments() -> None:
    found = rows(
        [
            Row(("A", "int", "`a`")),
            Row(("LongName", "string", "`b`")),
            Row(("B", "int", "`c`"), ("// B is",)),
            Row(("CC", "float64", "`d`")),
        ]
    )
    assert found == [
        "\tA        int    `a`",
        "\tLongName string `b`",
        "\t// B is",
        "\tB  int     `c`",
        "\tCC float64 `d`",
    ]


def test_gofmt_leaves_literals_alone(tmp_path: Path) -> None:
    keys = ["A", "Bcdef", "G" * 41, "Hi", "J" * 45, "K" * 44, "L" * 12]
    literal = Literal("T", tuple((key, "1") for key in keys))
    nested = Literal("M", (("X", literal), ("Y", "2"), ("Zzz", Literal("[]int", (("", "3"),)))))
    lines = ["package p", "", "var a = " + "\n".join(printed(literal, broken=True)), ""]
    lines += ["var b = " + "\n".join(printed(nested)), ""]
    lines += ["func f(x int) bool {", "\tswitch x {"]
    lines += wrapped("case ", [f"C{number}" for number in range(60)], ":")
    lines += ["\t\treturn true", "\t}", "\treturn false", "}", ""]
    lines += ["var c = T{", *key_values([(key, "1") for key in reversed(keys)], "\t"), "}", ""]
    (tmp_path / "p.go").write_text("\n".join(lines))
    assert run(tmp_path, "gofmt", "-d", ".") == ""
