"""What is said of webhooks: on the page of the reference, and in `api.md`."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import from_tree

from clientsmith import ir, render
from clientsmith.commands.explain import find
from clientsmith.targets import docs, load, load_language, python, typescript

HEADERS = [
    {"name": f"webhook-{it}", "in": "header", "schema": {"type": "string"}}
    for it in ("id", "timestamp", "signature")
]


def made(signed: bool) -> ir.Api:
    def sent(schema: Any, **others: Any) -> dict[str, Any]:
        content = {"application/json": {"schema": schema}}
        operation = {
            "requestBody": {"content": content},
            "responses": {"200": {"description": "ok"}},
            **others,
        }
        return {"post": {**operation, "parameters": HEADERS if signed else []}}

    done = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
    inline = {"type": "object", "properties": {"why*": {"type": "string"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Hooks", "version": "1"},
        "webhooks": {
            "job.done": sent({"$ref": "#/components/schemas/Done"}, description="It is done."),
            "<b>": sent(inline),
        },
        "components": {"schemas": {"Done": done}},
    }
    api = from_tree(document).api
    assert api is not None
    return api


def pages(api: ir.Api) -> dict[str, str]:
    languages = [
        load_language(it)(load(it).lower(api, {"package": "hooks"}))
        for it in ("python", "typescript", "go")
    ]
    plan = docs.plan(docs.lower(api, {}, languages=languages))
    return {it.path: it.text.decode() for it in render.render(plan)}


def test_signed() -> None:
    found = pages(made(True))
    page = found["webhooks.md"]
    assert "The header `webhook-signature` has their signature: the HMAC with SHA256 of" in page
    assert (
        "## job.done\n\nIt is done.\n\n- `Done { id }`\n\n  - `id: string`\n\n## \\<b\\>\n" in page
    )
    assert "- `why*: optional string`\n" in page
    for call in (
        "client.webhooks.unwrap(body, headers, secret=secret)",
        "Unwrap(payload, request.",
    ):
        assert call in page
    site = found["html/guides/webhooks.html"]
    assert "<h2>job.done</h2><p>It is done.</p>" in site and "<h2>&lt;b&gt;</h2>" in site
    assert "<b>why*</b>: optional string" in site


def test_unsigned() -> None:
    page = pages(made(False))["webhooks.md"]
    assert "They are not signed: nothing in them says who has sent them." in page
    assert "client.webhooks.unwrap(body)" in page and "secret" not in page


@pytest.mark.parametrize(
    ("signed", "in_python", "in_typescript", "said"),
    [
        (
            True,
            "(payload, headers, &#42;, secret, tolerance)",
            "(payload, headers, options)",
            "webhook-signature",
        ),
        (False, "(payload)", "(payload)", "not signed"),
    ],
)
def test_api_md(signed: bool, in_python: str, in_typescript: str, said: str) -> None:
    api = made(signed)
    for target, arguments in ((python, in_python), (typescript, in_typescript)):
        plan = target.plan(target.lower(api, {"package": "hooks"}))
        (text,) = [it.text.decode() for it in render.render(plan) if it.path == "api.md"]
        (line,) = [it for it in text.splitlines() if "unwrap" in it]
        assert arguments.replace("(", "").replace(")", "") in line
    (subject,) = find(api, "client.webhooks.unwrap")
    assert subject.facts[0] == "reads job.done, <b>" and said in subject.facts[1]
