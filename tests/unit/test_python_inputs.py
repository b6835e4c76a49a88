"""What is only sent has no model; what patterns allow is kept."""

from __future__ import annotations

import pytest
from tests.building import (
    TEXT,
    WHOLE,
    alias,
    api,
    body,
    media,
    obj,
    operation,
    prop,
    ref,
    resource,
    response,
)

from clientsmith import ir
from clientsmith.targets import python
from clientsmith.targets.python.inputs import request_only

SENT = obj(
    "Sent",
    prop("a"),
    prop("inner", ref("Inner")),
    prop("both", ref("Both")),
    prop("kept", ref("Kept")),
)
INNER = obj("Inner", prop("b"))
BOTH = obj("Both", prop("c"))
KEPT = obj("Kept", prop("e"))
UNUSED = obj("Unused", prop("d", ref("Kept")))
CHOICE = alias("Choice", ir.Union(variants=(ref("Sent"), ref("Inner"))))
SCHEMAS = (SENT, INNER, BOTH, KEPT, UNUSED, CHOICE)


def made(*operations: ir.Operation, schemas: tuple[ir.Schema, ...] = SCHEMAS) -> ir.Api:
    return api(*schemas, root=resource(operations=operations))


SEND = operation("send", body=body(media("application/json", ref("Choice"))), method="POST")
GET = operation("get", responses=(response("200", media("application/json", ref("Both"))),))


@pytest.mark.parametrize(
    ("operations", "want"),
    [
        ((), []),
        ((GET,), []),
        ((SEND,), ["Both", "Choice", "Inner", "Sent"]),
        ((SEND, GET), ["Choice", "Inner", "Sent"]),
    ],
)
def test_what_is_only_sent(operations: tuple[ir.Operation, ...], want: list[str]) -> None:
    found = request_only(made(*operations))
    assert sorted(it.rpartition("/")[2] for it in found) == want


def test_errors_events_and_headers_come_back() -> None:
    failing = operation(
        "fail", responses=(response("4XX", media("application/json", ref("Sent"))),)
    )
    streaming = operation("watch", streaming=ir.Streaming(format="sse", item=ref("Both")))
    hook = ir.Webhook(
        pointer="#/w",
        name=BOTH.name,
        method="POST",
        body=body(media("application/json", ref("Inner"))),
    )
    whole = made(SEND, failing, streaming)
    assert sorted(request_only(whole)) == ["#/components/schemas/Choice"]
    hooked = ir.Api(
        title="",
        version="",
        client=whole.client,
        schemas=whole.schemas,
        root=made(SEND).root,
        webhooks=(hook,),
    )
    assert "#/components/schemas/Inner" not in request_only(hooked)


def classes(of: ir.Api) -> dict[str, str]:
    """Name -> base of each class of the package `types`."""
    views = python.lower(of, {}).types.values()
    return {it.name: it.base for view in views for it in view.classes}


def test_it_has_a_dictionary_and_no_model() -> None:
    found = classes(made(SEND, GET))
    assert {
        "SentParam",
        "InnerParam",
        "Both",
        "BothParam",
        "Unused",
        "Kept",
        "KeptParam",
    } <= found.keys()
    assert found.keys().isdisjoint({"Sent", "Inner", "Choice"})


@pytest.mark.parametrize(
    ("schema", "want"),
    [
        (SENT, {"SendParams", "BothParam", "InnerParam", "KeptParam"}),
        (obj("Sent", prop("more", ir.Array(items=ref("Sent")))), {"SendParams", "SentParam"}),
        (alias("Sent", ir.Array(items=ref("Kept"))), {"KeptParam"}),
    ],
)
def test_a_body_whose_members_are_arguments_has_one_dictionary(
    schema: ir.Schema, want: set[str]
) -> None:
    send = operation("send", body=body(media("application/json", ref("Sent"))), method="POST")
    found = classes(made(send, schemas=(schema, INNER, BOTH, KEPT)))
    assert {name for name, base in found.items() if base == "(TypedDict)"} == want


FURTHER = obj("Further", prop("a"), prop("inner", ref("Inner")), additional=WHOLE)
FURTHER_READ_ONLY = obj("Further", prop("a"), prop("b", read_only=True), additional=WHOLE)


@pytest.mark.parametrize(
    ("further", "kind", "models", "lost"),
    [
        (FURTHER, ir.Array(items=ref("Further")), {"Further", "Inner"}, 0),
        (FURTHER, ref("Further"), set(), 0),
        (FURTHER_READ_ONLY, ir.Array(items=ref("Further")), set(), 1),
        (FURTHER_READ_ONLY, ref("Further"), set(), 0),
        (obj("Further", prop("a"), additional=ir.Any()), ir.Array(items=ref("Further")), set(), 0),
        (obj("Further", prop("a"), patterns=(("^x", TEXT),)), ref("Further"), {"Further"}, 0),
    ],
)
def test_what_takes_further_members_has_a_model(
    further: ir.Object, kind: ir.Type, models: set[str], lost: int
) -> None:
    send = operation("send", body=body(media("application/json", kind)), method="POST")
    whole = made(send, schemas=(further, INNER))
    found = classes(whole)
    assert {name for name, base in found.items() if base != "(TypedDict)"} - {"Inner"} == (
        models - {"Inner"}
    )
    assert ("Inner" in found) == ("Inner" in models or further is not FURTHER)
    assert sum(it.code == "additional" for it in python.losses(whole)) == lost
    [view] = python.lower(whole, {}).client.operations
    takes = kind == ref("Further") and further.additional == WHOLE
    assert ("Further members of the body are given as `extra_body`." in view.sync.doc) == takes


@pytest.mark.parametrize(
    ("patterns", "additional", "want"),
    [
        ((), None, ""),
        ((), WHOLE, "dict[str, int]"),
        ((("^x", TEXT),), None, "dict[str, str]"),
        ((("^x", TEXT), ("^y", TEXT)), None, "dict[str, str]"),
        ((("^x", TEXT), ("^y", WHOLE)), None, "dict[str, str | int]"),
        ((("^x", TEXT),), WHOLE, "dict[str, str | int]"),
        ((("^x", TEXT),), ir.Any(), "dict[str, Any]"),
    ],
)
def test_members_by_pattern(
    patterns: tuple[tuple[str, ir.Type], ...], additional: ir.Type | None, want: str
) -> None:
    both = obj("Both", prop("c"), patterns=patterns, additional=additional)
    lowered = python.lower(made(GET, schemas=(both,)), {})
    [view] = [it for one in lowered.types.values() for it in one.classes if it.name == "Both"]
    line = next((it for it in view.body.splitlines() if "additional_properties" in it), "")
    assert want in line
    assert bool(line) == bool(want) == ("ExtensibleModel" in view.base)
