"""Which representation a method sends and returns."""

from __future__ import annotations

import pytest
from tests.building import (
    TEXT,
    WHOLE,
    alias,
    body,
    media,
    obj,
    operation,
    prop,
    ref,
    response,
    schemas,
)

from clientsmith import ir
from clientsmith.contents import (
    accept_of,
    body_kind,
    body_of,
    resolve,
    results_of,
)

JSON = media("application/json", WHOLE)


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("application/json", "json"),
        ("application/json; charset=utf-8", "json"),
        ("APPLICATION/JSON", "json"),
        ("application/merge-patch+json", "json:application/merge-patch+json"),
        ("text/json", "json:text/json"),
        ("*/*", "text:text/plain"),
        ("application/*+json", "json"),
        # A form has fields; text is what it is.
        ("application/x-www-form-urlencoded", "text:application/x-www-form-urlencoded"),
        ("multipart/form-data", "multipart"),
        ("multipart/mixed", "multipart:multipart/mixed"),
        ("text/plain", "text:text/plain"),
        ("text/csv; header=present", "text:text/csv; header=present"),
        ("application/xml", "text:application/xml"),
        ("application/atom+xml", "text:application/atom+xml"),
        ("application/octet-stream", "binary:application/octet-stream"),
        ("image/png", "binary:image/png"),
        ("application/jsonl", "lines:application/jsonl"),
        ("", "binary:application/octet-stream"),
    ],
)
def test_kinds_of_bodies(content_type: str, kind: str) -> None:
    assert body_kind(media(content_type)) == kind


THING = obj("Thing", prop("a", required=True), prop("id", read_only=True))
SCHEMAS = schemas(
    THING,
    alias("Also", ref("Thing")),
    alias("Loop", ref("Loop")),
    obj("ReadOnly", prop("id", read_only=True)),
    obj("Free", prop("a"), patterns=(("^x", TEXT),)),
)


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        (ref("Thing"), ["a"]),
        (ref("Also"), ["a"]),
        (ref("Loop"), None),
        (ref("Missing"), None),
        (ref("ReadOnly"), None),
        (ref("Free"), None),
        (TEXT, None),
        (ir.Array(items=ref("Thing")), None),
    ],
)
def test_members_of_a_body_become_arguments(kind: ir.Type, members: list[str] | None) -> None:
    found = body_of(operation(body=body(media("application/json", kind))), SCHEMAS)
    assert found is not None
    names = None if found.properties is None else [it.name.wire for it in found.properties]
    assert names == members


def test_json_is_preferred() -> None:
    found = body_of(operation(body=body(media("text/plain"), JSON)), {})
    assert found is not None and found.kind == "json"
    assert body_of(operation(), {}) is None
    assert body_of(operation(body=body()), {}) is None


def test_a_raw_body_is_one_argument() -> None:
    found = body_of(operation(body=body(media("text/plain", ref("Thing")))), SCHEMAS)
    assert found is not None and found.properties is None


@pytest.mark.parametrize(
    ("responses", "want"),
    [
        ([], []),
        ([response("200", JSON)], [("200", "json", WHOLE)]),
        ([response("200", JSON), response("404", JSON)], [("200", "json", WHOLE)]),
        ([response("2XX", JSON), response("204")], [("2XX", "json", WHOLE), ("204", "none", None)]),
        ([response("204", JSON)], [("204", "none", None)]),
        ([response("default", JSON)], [("default", "json", WHOLE)]),
        ([response("200"), response("default", JSON)], [("200", "none", None)]),
        ([response("200", media("text/html"))], [("200", "text", TEXT)]),
        ([response("200", media("image/png"))], [("200", "binary", ir.Binary())]),
        ([response("200", media("image/png"), JSON)], [("200", "json", WHOLE)]),
    ],
)
def test_results(responses: list[ir.Response], want: list[tuple[str, str, ir.Type | None]]) -> None:
    found = results_of(operation(responses=tuple(responses)))
    assert [(it.status, it.kind, it.type) for it in found] == want


@pytest.mark.parametrize(
    ("responses", "want"),
    [
        ([], "*/*"),
        ([response("204")], "*/*"),
        ([response("200", JSON), response("201", JSON)], "application/json"),
        ([response("200", media("text/csv; a=b")), response("404", JSON)], "text/csv"),
        (
            [response("200", media("image/png")), response("202", JSON)],
            "image/png, application/json",
        ),
    ],
)
def test_accept(responses: list[ir.Response], want: str) -> None:
    assert accept_of(operation(responses=tuple(responses))) == want


def test_references_are_followed_to_their_end() -> None:
    assert resolve(ref("Also"), SCHEMAS) is THING
    assert resolve(WHOLE, SCHEMAS) is WHOLE
    assert resolve(ref("Missing"), SCHEMAS) == ir.Any()
    assert isinstance(resolve(ref("Loop"), SCHEMAS), ir.Ref)
