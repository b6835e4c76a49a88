"""`clientsmith.report`: diagnostics as people and machines read them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith import report
from clientsmith.diagnostics import Diagnostics
from clientsmith.source import Sources

TEXT = "openapi: 3.1.0\npaths:\n\t/a: {}\n  é界: x\n" + "k: " + "v" * 300 + " \x1b[31mend\n"


def findings(*, name: str = "api.yaml", folder: str = "specs") -> list[report.Finding]:
    diagnostics = Diagnostics(name)
    diagnostics.warning("b/second", "#/openapi", "odd, 100%: why", "write\nthis")
    diagnostics.error("a/first", "", "the \x1b[31mred\x1b[0m one\nat two lines", line=4, column=5)
    diagnostics.note("c/third", "", "whole file")
    sources = Sources(
        name, {name: TEXT.encode()}, {name: {}}, folder=Path(folder), originals={name: {}}
    )
    sources.texts[name] = TEXT.replace("\t", "  ").encode()
    return report.findings(diagnostics, sources)


def test_text() -> None:
    assert report.render(findings(), "text") == (
        "specs/api.yaml: note: whole file [c/third]\n"
        "specs/api.yaml:1:1: warning: odd, 100%: why [b/second]\n"
        "    1 | openapi: 3.1.0\n"
        "      | ^\n"
        "  at #/openapi\n"
        "  help: write\\nthis\n"
        "specs/api.yaml:4:5: error: the \\x1b[31mred\\x1b[0m one\\nat two lines [a/first]\n"
        "    4 |   é界: x\n"
        "      |      ^\n"
    )
    assert report.render([], "text") == ""


def test_color() -> None:
    text = report.render(findings(), "text", color=True)
    assert "\x1b[1;33mwarning\x1b[0m" in text
    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == report.render(findings(), "text")


def test_long_lines_are_cut() -> None:
    diagnostics = Diagnostics("m")
    diagnostics.error("a/b", "", "x" * 5000, line=5, column=305)
    sources = Sources("m", {"m": TEXT.encode()}, {}, folder=Path())
    lines = report.render(report.findings(diagnostics, sources), "text").splitlines()
    assert len(lines[0]) < 500
    assert lines[1] == "    5 | ..." + "v" * 49 + " \\x1b[31mend"
    assert lines[2].index("^") == lines[1].index("\\x1b")


def test_json() -> None:
    result = json.loads(report.render(findings(), "json"))
    assert (result["errors"], result["warnings"], result["notes"]) == (1, 1, 1)
    assert result["diagnostics"][1] == {
        "severity": "warning",
        "code": "b/second",
        "message": "odd, 100%: why",
        "file": "specs/api.yaml",
        "line": 1,
        "column": 1,
        "pointer": "#/openapi",
        "hint": "write\nthis",
    }


def test_github() -> None:
    assert report.render(findings(name="a,b:c.yaml"), "github").splitlines() == [
        "::notice file=specs/a%2Cb%3Ac.yaml,title=c/third::whole file",
        "::warning file=specs/a%2Cb%3Ac.yaml,line=1,col=1,title=b/second"
        "::odd, 100%25: why%0Aat #/openapi%0Ahelp: write\\nthis",
        "::error file=specs/a%2Cb%3Ac.yaml,line=4,col=5,title=a/first"
        "::the \\x1b[31mred\\x1b[0m one\\nat two lines",
    ]


@pytest.mark.parametrize(
    ("name", "folder", "uri"),
    [
        ("api.yaml", "specs", "specs/api.yaml"),
        ("my api#.yaml", "specs", "specs/my%20api%23.yaml"),
        ("api.yaml", "/specs", "file:///specs/api.yaml"),
        ("<stdin>", "", "%3Cstdin%3E"),
    ],
)
def test_sarif(name: str, folder: str, uri: str) -> None:
    log = json.loads(report.render(findings(name=name, folder=folder), "sarif"))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert codes == ["a/first", "b/second", "c/third"]
    for result in run["results"]:
        assert codes[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        [location] = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == uri
    regions = [one["locations"][0]["physicalLocation"].get("region") for one in run["results"]]
    assert regions == [
        None,
        {"startLine": 1, "startColumn": 1},
        {"startLine": 4, "startColumn": 5},
    ]
    logical: list[Any] = run["results"][1]["locations"][0]["logicalLocations"]
    assert logical == [{"fullyQualifiedName": "#/openapi"}]


def test_files_and_moved_nodes() -> None:
    diagnostics = Diagnostics("m.yaml")
    diagnostics.error("a/b", "#/components/schemas/A", "one")
    diagnostics.error("a/b", "sub/x.yaml#/k/1", "two")
    diagnostics.error("a/b", "gone.yaml", "three")
    sources = Sources(
        "m.yaml",
        {"m.yaml": b"\ndefinitions:\n  A: {}", "sub/x.yaml": b"k: [1,\n 2]"},
        {"m.yaml": {"components": {"schemas": {"A": {}}}}, "sub/x.yaml": {"k": [1, 2]}},
        originals={"m.yaml": {"definitions": {"A": {}}}, "sub/x.yaml": {"k": [1, 2]}},
        moved={"#/components/schemas": "#/definitions"},
    )
    places = [
        (one.path, one.diagnostic.line, one.diagnostic.column)
        for one in report.findings(diagnostics, sources)
    ]
    assert places == [("gone.yaml", None, None), ("m.yaml", 3, 3), ("sub/x.yaml", 2, 2)]


@given(st.text())
def test_nothing_reaches_the_terminal(text: str) -> None:
    """However hostile the document, a diagnostic keeps its lines and moves no cursor."""
    diagnostics = Diagnostics("m")
    diagnostics.error("a/b", "m#/" + text.replace("\n", ""), text, text, line=1, column=3)
    sources = Sources(
        "m", {"m": text.partition("\n")[0].encode("utf-8", "surrogatepass")}, {}, folder=Path()
    )
    found = report.findings(diagnostics, sources)
    for shown in (report.render(found, "text"), report.render(found, "github")):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", shown)
        assert shown.count("\n") <= 5
        shown.encode()
    json.loads(report.render(found, "json"))
    json.loads(report.render(found, "sarif"))
