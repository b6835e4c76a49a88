"""The overlay with samples: applied to the document, the document has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support import ROOT, from_tree

from clientsmith import render
from clientsmith.cli import run
from clientsmith.reference.build import build
from clientsmith.targets import docs


def test_the_document_has_the_samples_afterwards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLIENTSMITH_CACHE", "")
    text = (ROOT / "specs" / "llamacloud.yaml").read_text(encoding="utf-8")
    Path("api.yaml").write_text(text, encoding="utf-8")
    target = "docs: {output: docs, html: false, code_samples: true}"
    Path("clientsmith.yaml").write_text(
        "apis:\n  api:\n    spec: api.yaml\n    targets:\n"
        f"      python: {{output: py}}\n      {target}\n"
    )
    assert run(["generate"]) == 0
    assert not Path("docs/html").exists()
    overlay = "docs/code-samples.overlay.json"
    assert len(json.loads(Path(overlay).read_text())["actions"]) == 3
    capsys.readouterr()
    arguments = ["generate", "--spec", "api.yaml", "--target", "ir", "--overlay", overlay]
    assert run(arguments) == 0
    printed = json.loads(capsys.readouterr().out)
    found = [
        sample
        for resource in (*printed["root"]["children"], *printed["root"]["children"][0]["children"])
        for operation in resource.get("operations", ())
        for sample in operation["samples"]
    ]
    assert len(found) == 12
    assert {it["lang"] for it in found} == {"Shell", "Python"}
    assert any(it["source"].startswith("curl https://api.cloud.llamaindex.ai") for it in found)


def test_samples_of_the_document_are_shown_where_their_language_is() -> None:
    samples = [
        {"lang": "Shell", "label": "With HTTPie", "source": "http GET example.com"},
        {"lang": "ruby", "source": "puts `x`\n```"},
        {"lang": "JavaScript", "source": "fetch('x')"},
    ]
    answers = {"204": {"description": "done"}}
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/x": {"get": {"x-codeSamples": samples, "responses": answers}}},
    }
    api = from_tree(tree).api
    assert api is not None
    (page,) = build(api).views[0].pages.values()
    assert [(it.title, it.fence) for it in page.samples] == [
        ("Example", "http"),
        ("With HTTPie", "http"),
        ("ruby", "ruby"),
        ("JavaScript", "javascript"),
    ]
    plan = docs.plan(docs.lower(api, {}))
    (text,) = [it.text.decode() for it in render.render(plan) if it.path.startswith("http/")]
    assert "### ruby\n\n````ruby\nputs `x`\n```\n````\n" in text
