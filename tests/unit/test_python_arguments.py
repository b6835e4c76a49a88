"""Arguments of methods, and the prose of their documentation."""

from __future__ import annotations

import keyword
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import TEXT, WHOLE, body, enum, media, obj, operation, param, prop, ref, schemas

from clientsmith import ir
from clientsmith.contents import body_of
from clientsmith.targets.python import docs
from clientsmith.targets.python.arguments import Argument, arguments_of, takes_key
from clientsmith.targets.python.scopes import RESERVED_ARGUMENTS

ID = param("id", "path")
ITEM = param("item", "path")
SCHEMAS = schemas(
    obj(
        "Change", prop("name", required=True), prop("note"), prop("id"), prop("at", read_only=True)
    ),
)


def arguments(one: ir.Operation) -> list[Argument]:
    return list(arguments_of(one, body_of(one, SCHEMAS)))


def names(one: ir.Operation) -> list[str]:
    return [it.name for it in arguments(one)]


# --- arguments ---------------------------------------------------------------------------------


def test_positional_is_the_thing_the_path_is_about() -> None:
    one = operation("get", ID, ITEM, param("q"), path=("/a/", ID, "/", ITEM))
    found = [(it.name, it.positional, it.required) for it in arguments(one)]
    assert found == [("item", True, True), ("id", False, True), ("q", False, False)]


def test_required_ones_come_first() -> None:
    one = operation(
        "list", param("a"), param("b", required=True), param("c", "header", required=True)
    )
    assert names(one) == ["b", "c", "a"]


def test_members_of_the_body_become_arguments() -> None:
    change = body(media("application/json", ref("Change")))
    one = operation("change", ID, path=("/", ID), method="PATCH", body=change)
    found = [(it.name, it.wire, it.location, it.required) for it in arguments(one)]
    assert found == [
        ("id", "id", "path", True),
        ("name", "name", "body", True),
        ("note", "note", "body", False),
        ("body_id", "id", "body", False),
    ]


def test_members_of_an_optional_body_are_optional() -> None:
    change = body(media("application/json", ref("Change")), required=False)
    assert not any(it.required for it in arguments(operation("change", body=change)))


KEY = param("Idempotency-Key", "header")
ONCE = param("X-Once", "header")


@pytest.mark.parametrize(
    ("parameters", "method", "header", "want", "option"),
    [
        ((), "POST", "", [], True),
        ((), "GET", "", [], False),
        ((KEY,), "POST", "Idempotency-Key", ["idempotency_key"], False),
        ((KEY,), "PUT", "Idempotency-Key", ["idempotency_key"], False),
        ((ONCE,), "POST", "x-once", ["x_once"], False),
        ((ONCE,), "POST", "", ["x_once"], True),
        ((param("idempotency_key"),), "PATCH", "", ["idempotency_key_"], True),
        (
            (KEY, param("idempotency_key")),
            "POST",
            "Idempotency-Key",
            ["idempotency_key", "idempotency_key_"],
            False,
        ),
    ],
)
def test_an_idempotency_key_is_offered_once(
    parameters: tuple[ir.Parameter, ...], method: str, header: str, want: list[str], option: bool
) -> None:
    one = operation("make", *parameters, method=method)
    one = msgspec.structs.replace(one, idempotency_header=header)
    assert names(one) == want
    assert takes_key(one, arguments(one)) == option


@pytest.mark.parametrize("kind", [TEXT, ir.Array(items=TEXT), ir.Any()])
def test_another_body_is_one_argument(kind: ir.Type) -> None:
    (found,) = arguments(operation("put", body=body(media("application/json", kind))))
    assert (found.name, found.location, found.required) == ("body", "content", True)


@pytest.mark.parametrize(
    ("parameters", "want"),
    [
        ([param("id", "query"), param("id", "header"), ID], {"id", "query_id", "header_id"}),
        ([param("timeout")], {"timeout_"}),
        ([param("self"), param("class")], {"self_", "class_"}),
        ([param("user_id"), param("user-id")], {"user_id", "query_user_id"}),
        (
            [param("extra_headers"), param("extra_headers", "header")],
            {"extra_headers_", "header_extra_headers"},
        ),
    ],
)
def test_names(parameters: list[ir.Parameter], want: set[str]) -> None:
    assert set(names(operation("x", *parameters, path=("/", ID)))) == want


WIRES = st.sampled_from(
    ["id", "ID", "user_id", "user-id", "timeout", "self", "class", "body", "", "1"]
)
LOCATIONS: st.SearchStrategy[ir.Location] = st.sampled_from(["path", "query", "header", "cookie"])


@given(st.lists(st.tuples(WIRES, LOCATIONS), max_size=8, unique=True), st.booleans())
def test_names_are_valid_and_distinct(given_: list[tuple[str, ir.Location]], sends: bool) -> None:
    parameters = [param(wire, location) for wire, location in given_]
    request = body(media("application/json", ref("Change"))) if sends else None
    found = names(operation("x", *parameters, body=request))
    assert len(set(found)) == len(found) and not set(found) & RESERVED_ARGUMENTS
    assert all(it.isidentifier() and not keyword.iskeyword(it) for it in found)


# --- prose -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_docs", "want"),
    [
        (ir.Docs(), ""),
        (ir.Docs(summary="A", description="B"), "A\n\nB"),
        (ir.Docs(summary="A", description="A and more"), "A and more"),
        (ir.Docs(summary="A", description="A"), "A"),
        (ir.Docs(deprecated=True), "Deprecated: may be removed in a later version."),
        (ir.Docs(summary="A", deprecation="Use b."), "A\n\nDeprecated: Use b."),
        (ir.Docs(external="https://x"), "See https://x"),
    ],
)
def test_texts(given_docs: ir.Docs, want: str) -> None:
    assert docs.text(given_docs) == want


@pytest.mark.parametrize(
    ("constraints", "default", "want"),
    [
        ({}, msgspec.UNSET, ""),
        ({"minimum": 1, "maximum": 9}, msgspec.UNSET, "at least 1, at most 9"),
        (
            {"exclusive_minimum": 0, "exclusive_maximum": 2},
            msgspec.UNSET,
            "more than 0, less than 2",
        ),
        ({"multiple_of": 5}, 10, "a multiple of 5; default: `10`"),
        ({}, "text", "default: `text`"),
        ({}, [1, None], "default: `[1,null]`"),
        ({}, None, ""),
        ({}, "x" * 300, ""),
        (
            {"min_length": 1, "max_length": 2},
            5,
            "at least 1 character, at most 2 characters; default: `5`",
        ),
        (
            {"min_items": 2, "unique_items": True},
            msgspec.UNSET,
            "at least 2 items, without repetition",
        ),
        (
            {"min_properties": 1, "max_properties": 3},
            msgspec.UNSET,
            "at least 1 member, at most 3 members",
        ),
        ({"pattern": "^a$"}, msgspec.UNSET, "matching `^a$`"),
        (
            {"property_names": ir.Constraints(max_length=3)},
            msgspec.UNSET,
            "names of at most 3 characters",
        ),
        ({"dependent_required": (("a", ("b", "c")),)}, msgspec.UNSET, "`a` only with `b` and `c`"),
        (
            {"alternatives": (ir.Alternatives((("a",), ("b", "c"))),)},
            msgspec.UNSET,
            "at least one of: `a`, or `b` and `c`",
        ),
        (
            {"alternatives": (ir.Alternatives((("a",), ("b",)), exclusive=True),)},
            msgspec.UNSET,
            "only one of: `a`, or `b`",
        ),
    ],
)
def test_limits(constraints: dict[str, Any], default: Any, want: str) -> None:
    kind = ir.Integer(constraints=ir.Constraints(**constraints))
    assert docs.limits(ir.Nullable(type=kind), default) == want


def test_limits_stand_behind_the_text() -> None:
    kind = ir.Integer(constraints=ir.Constraints(minimum=1))
    assert docs.described(ir.Docs(description="A."), kind) == "A. (at least 1)"
    assert docs.described(ir.Docs(description="A.\nB."), kind) == "A.\nB.\n\n(at least 1)"
    assert docs.described(ir.Docs(), kind) == "At least 1."
    assert docs.described(ir.Docs(description="A."), WHOLE) == "A."


def test_limits_of_items_and_texts_inside() -> None:
    text = ir.String(constraints=ir.Constraints(max_length=9), media_type="text/css")
    kind = ir.Array(items=text, constraints=ir.Constraints(min_items=1))
    assert docs.limits(kind) == "at least 1 item; each holds `text/css`, at most 9 characters"
    inner = ir.InnerDocs(place="items", docs=ir.Docs(description="A\ntag."), default="x")
    words = docs.described(ir.Docs(description="Tags.", inner=(inner,)), kind)
    assert words.split("\n\n")[:2] == ["Tags.", "Items: A tag. (default: `x`)"]


def test_a_method_lists_the_arguments_that_have_a_text() -> None:
    arguments = [("a", "One.\n\nTwo."), ("b", " ")]
    words, below = docs.method(ir.Docs(summary="Do it."), arguments, "GET /x")
    assert words == "Do it.\n\nArgs:"
    assert below == ("    a: One.", "", "        Two.")
    assert docs.method(ir.Docs(), [], "GET /x") == ("GET /x", ())
    further = [("Links", [("x", 'To \u202e """.\t')]), ("Callbacks", [])]
    words, below = docs.method(ir.Docs(), arguments[:1], "GET /x", further=further)
    assert words == "GET /x\n\nArgs:"
    assert below[3:] == ("", "Links:", '    x: To <U+202E> \\"\\"\\".')


def test_an_enum_lists_the_members_that_have_a_text() -> None:
    made = enum("E", "a", "b", docs=ir.Docs(description="Which."))
    member = msgspec.structs.replace(made.members[0], docs=ir.Docs(description="The\nfirst."))
    made = msgspec.structs.replace(made, members=(member, made.members[1]))
    assert docs.enum_text(made) == "Which.\n\n- `a`: The first."
