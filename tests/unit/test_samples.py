"""Example values: they are of their type, and the document's own come first."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import alias, api, obj, prop, ref
from tests.unit.normalizing import SCHEMAS, api_of, document, ok, operation

from clientsmith import ir, samples
from clientsmith.samples.shapes import Schemas

STRING = ir.String()


def limited(**parts: Any) -> ir.Constraints:
    return ir.Constraints(**parts)


VALUES: list[tuple[ir.Type, Any]] = [
    (ir.Any(), {}),
    (ir.Null(), None),
    (ir.Boolean(), True),
    (ir.Integer(), 0),
    (ir.Integer(constraints=limited(minimum=1, maximum=9)), 1),
    (ir.Integer(constraints=limited(maximum=-2)), -2),
    (ir.Integer(constraints=limited(exclusive_minimum=4, multiple_of=5)), 5),
    (ir.Number(constraints=limited(exclusive_minimum=0, maximum=1)), 0.5),
    (STRING, "value"),
    (ir.String(format="date-time"), "2019-12-27T18:11:19.117Z"),
    (ir.String(format="uuid"), "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"),
    (ir.String(constraints=limited(min_length=8)), "valuexxx"),
    (ir.String(constraints=limited(max_length=3)), "val"),
    (ir.Binary(), "Example data"),
    (ir.Const(value=7), 7),
    (ir.Array(items=STRING), ["value"]),
    (ir.Array(items=STRING, constraints=limited(min_items=2)), ["value", "value"]),
    (ir.Array(items=STRING, constraints=limited(max_items=0)), []),
    (
        ir.Array(items=STRING, constraints=limited(min_items=3, unique_items=True)),
        ["value", "value2", "value3"],
    ),
    (ir.Tuple(items=(STRING, ir.Integer())), ["value", 0]),
    (ir.Map(values=ir.Boolean()), {"foo": True}),
    (ir.Nullable(type=ir.Integer()), 0),
    (ir.Union(variants=(ir.Boolean(), STRING)), True),
]


@pytest.mark.parametrize(("type_", "want"), VALUES)
def test_values(type_: ir.Type, want: Any) -> None:
    assert samples.sample(type_, {}, full=True) == want


TREE = document(
    schemas={
        "Pet": {
            "type": "object",
            "required": ["id", "kind"],
            "properties": {
                "id": {"type": "string", "examples": ["pet_1"]},
                "kind": {"enum": ["cat", "dog"]},
                "age": {"type": "integer", "default": 3},
                "wrong": {"type": "integer", "examples": ["no number"], "default": "neither"},
                "parent": {"$ref": SCHEMAS + "Pet"},
                "friends": {"type": "array", "items": {"$ref": SCHEMAS + "Pet"}},
                "pair": {"prefixItems": [{"type": "string"}, {"$ref": SCHEMAS + "Pet"}]},
                "home": {"oneOf": [{"$ref": SCHEMAS + "House"}, {"$ref": SCHEMAS + "Boat"}]},
            },
        },
        "House": {
            "required": ["type"],
            "properties": {"type": {"type": "string"}, "doors": {"type": "integer"}},
        },
        "Boat": {"properties": {"type": {"type": "string"}, "sails": {"type": "integer"}}},
        "Place": {
            "oneOf": [{"$ref": SCHEMAS + "House"}, {"$ref": SCHEMAS + "Boat"}],
            "discriminator": {"propertyName": "type"},
        },
        "Colour": {"type": "string", "examples": ["red"]},
        "Endless": {
            "type": "object",
            "required": ["next"],
            "properties": {"next": {"$ref": SCHEMAS + "Endless"}},
        },
    }
)


def made(name: str, *, full: bool) -> Any:
    return samples.sample(ir.Ref(pointer=SCHEMAS + name), api_of(TREE).schemas, full=full)


def test_objects() -> None:
    assert made("Pet", full=False) == {"id": "pet_1", "kind": "cat"}
    assert made("Pet", full=True) == {
        "id": "pet_1",
        "kind": "cat",
        "age": 3,
        "wrong": 0,
        "friends": [],
        "home": {"type": "type", "doors": 0},
    }
    assert made("Place", full=True) == {"type": "House", "doors": 0}
    assert made("Colour", full=True) == "red"
    assert made("Endless", full=True) == {"next": {}}


FITS: list[tuple[Any, ir.Type, bool]] = [
    (1, ir.Integer(), True),
    (True, ir.Integer(), False),
    (1.5, ir.Integer(), False),
    (1, ir.Number(), True),
    (float("nan"), ir.Number(), False),
    (5, ir.Integer(constraints=limited(maximum=4)), False),
    ("a", STRING, True),
    (1, STRING, False),
    ("2020-01-01T00:00:00Z", ir.String(format="date-time"), True),
    ("2020-01-01T00:00:00", ir.String(format="date-time"), False),
    ("yesterday", ir.String(format="date-time"), False),
    ("2020-13-01", ir.String(format="date"), False),
    ("x", ir.String(format="uuid"), False),
    ("whatever", ir.String(format="odd"), True),
    ("abc", ir.String(constraints=limited(max_length=2)), False),
    (None, STRING, False),
    (None, ir.Nullable(type=STRING), True),
    (None, ir.Null(), True),
    ({}, ir.Any(), True),
    ({}, ir.Never(), False),
    ("x", ir.Binary(), True),
    (1, ir.Const(value=1), True),
    (True, ir.Const(value=1), False),
    (["a"], ir.Array(items=STRING), True),
    ([1], ir.Array(items=STRING), False),
    ([], ir.Array(items=STRING, constraints=limited(min_items=1)), False),
    (["a", 1], ir.Tuple(items=(STRING, ir.Integer())), True),
    (["a"], ir.Tuple(items=(STRING, ir.Integer())), False),
    (["a", 1, 2], ir.Tuple(items=(STRING, ir.Integer())), False),
    (["a", 1], ir.Tuple(items=(STRING,), rest=ir.Integer()), True),
    ({"a": 1}, ir.Map(values=ir.Integer()), True),
    ({"a": "b"}, ir.Map(values=ir.Integer()), False),
    ("a", ir.Union(variants=(ir.Integer(), STRING)), True),
    (True, ir.Boolean(), True),
    (1, ir.Boolean(), False),
    ({"id": "a", "kind": "cat"}, ir.Ref(pointer=SCHEMAS + "Pet"), True),
    ({"id": "a", "kind": "cow"}, ir.Ref(pointer=SCHEMAS + "Pet"), False),
    ({"id": "a"}, ir.Ref(pointer=SCHEMAS + "Pet"), False),
    ("blue", ir.Ref(pointer=SCHEMAS + "Colour"), True),
]


@pytest.mark.parametrize(("value", "type_", "want"), FITS)
def test_fits(value: Any, type_: ir.Type, want: bool) -> None:
    assert samples.fits(value, type_, api_of(TREE).schemas) is want


def parameter(place: str, schema: Any, **parts: Any) -> Any:
    given = {"name": "p", "in": place, "required": True, "schema": schema, **parts}
    path = "/a/{p}" if place == "path" else "/a"
    api = api_of(document({path: {"get": {"parameters": [given]}}}))
    return samples.sample_parameter(operation(api).parameters[0], api.schemas)


def test_parameters() -> None:
    assert parameter("query", {"type": "string"}) == "p"
    assert parameter("query", {"type": "string"}, example="x") == "x"
    assert parameter("query", {"type": "integer", "default": 5}) == 5
    assert parameter("query", {"type": "integer"}, example="no") == 0
    assert parameter("path", {"type": "string"}, example="") == "p"
    assert parameter("path", {"type": "string", "default": ".."}) == "p"
    assert parameter("path", {"enum": ["", "b"]}) == "b"
    assert parameter("path", {}) == "p"
    assert parameter("header", {"type": "string"}, example="two\nlines") == "p"
    assert parameter("header", {"type": "string"}, example="日本") == "p"
    assert parameter("header", {"type": "string"}, example="é") == "é"


def test_a_server_does_not_send_what_is_only_written() -> None:
    secret = prop("secret", write_only=True)
    user = obj("User", prop("id"), secret, prop("must", write_only=True, required=True))
    team = obj("Team", prop("kind", ir.Const(value="team")), additional=ref("User"))
    schemas = Schemas(api(user, team, obj("Odd", prop("other"))))
    sent = {"id": "a", "secret": "b", "must": "c"}
    want = {"id": "a", "must": "c"}
    union = ir.Union(variants=(ref("Odd"), ref("User")))
    for kind, value, kept in [
        (ref("User"), sent, want),
        (ir.Nullable(type=ir.Array(items=ref("User"))), [sent, sent], [want, want]),
        (ir.Map(values=union), {"x": sent, "secret": sent}, {"x": want, "secret": want}),
        (ref("Team"), {"kind": "team", "secret": sent}, {"kind": "team", "secret": want}),
        (ir.Any(), sent, sent),
        (ref("User"), None, None),
    ]:
        assert schemas.answered(kind, value) == kept, kind
    assert Schemas(api(user)).answered(ref("User"), sent) == want


def test_bodies_and_pages() -> None:
    item = {"type": "object", "properties": {"id": {"type": "string"}}}
    schema = {
        "required": ["data"],
        "properties": {"data": {"type": "array", "items": item}, "next": {"type": "string"}},
    }
    content = {"application/json": {"schema": {"type": "integer"}, "example": 7}}
    wrong = {"application/json": {"schema": {"type": "integer"}, "example": "seven"}}
    tree = document(
        {
            "/a": {
                "get": {
                    "parameters": [{"name": "cursor", "in": "query", "schema": {"type": "string"}}],
                    "responses": ok(schema),
                }
            },
            "/b": {"post": {"requestBody": {"content": content}}},
            "/c": {"post": {"requestBody": {"content": wrong}}},
        }
    )
    api = api_of(tree)
    [page] = api.pages
    assert samples.sample_page(page, [1], api.schemas, full=True) == {"data": [1], "next": "next"}
    assert samples.sample_page(page, [1], api.schemas, full=False) == {"data": [1]}
    bare = ir.Page(name=ir.Name("x", ("x",)), properties=(), items="")
    assert samples.sample_page(bare, [1], {}, full=True) == [1]
    bodies = [child.operations[0].body for child in api.root.children[1:]]
    found = [samples.sample_media(body.content[0], {}, full=True) for body in bodies if body]
    assert found == [7, 0]


NUMBERS = st.integers(-50, 50)


@given(
    st.builds(
        lambda low, high, step: limited(minimum=min(low, high), maximum=max(low, high)),
        NUMBERS,
        NUMBERS,
        NUMBERS,
    ),
    st.booleans(),
)
def test_numbers_lie_within_their_bounds(limits: ir.Constraints, whole: bool) -> None:
    type_ = ir.Integer(constraints=limits) if whole else ir.Number(constraints=limits)
    assert samples.fits(samples.sample(type_, {}, full=True), type_, {})


@given(st.integers(0, 30), st.integers(0, 30))
def test_strings_have_their_length(low: int, high: int) -> None:
    limits = limited(min_length=min(low, high), max_length=max(low, high))
    type_ = ir.String(constraints=limits)
    assert samples.fits(samples.sample(type_, {}, full=True), type_, {})


@pytest.mark.parametrize("required", [False, True])
def test_what_contains_each_other_several_times_ends_soon(required: bool) -> None:
    """Twelve levels of five members each would be 200 million."""
    schemas = {
        it.pointer: it
        for it in (
            obj(
                f"M{level}",
                *(prop(f"p{it}", ref(f"M{level + 1}"), required=required) for it in range(5)),
            )
            for level in range(12)
        )
    }
    last = obj("M12", prop("id", required=True))
    schemas[last.pointer] = last
    first = next(iter(schemas))
    made = samples.sample(ir.Ref(pointer=first), schemas, full=True)
    assert 500 < len(json.dumps(made)) < 1_000_000
    assert samples.fits(made, ir.Ref(pointer=first), schemas) is not required


class _Forgetful(dict[Any, Any]):
    """Every object is made anew."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


def _within(name: str, how: int) -> ir.Type:
    inner = ref(name)
    kinds = (inner, ir.Nullable(type=inner), ir.Array(items=inner), ir.Map(values=inner))
    return kinds[how] if how < 4 else ir.Union(variants=(inner, ref("M0")))


MEMBERS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 4), st.booleans()), min_size=1, max_size=4
)


@given(
    st.lists(MEMBERS, min_size=6, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=12),
)
def test_what_was_made_before_is_what_would_be_made_now(
    members: list[list[tuple[int, int, bool]]], asked: list[tuple[int, bool]]
) -> None:
    schemas = {
        it.pointer: it
        for it in (
            obj(
                f"M{index}",
                prop("id"),
                *(
                    prop(f"p{at}", _within(f"M{to}", how), required=required)
                    for at, (to, how, required) in enumerate(found)
                ),
            )
            for index, found in enumerate(members)
        )
    }
    known: samples.Known = {}
    for index, full in asked:
        kind = ref(f"M{index}")
        made = samples.sample(kind, schemas, full=full, known=known)
        assert made == samples.sample(kind, schemas, full=full, known=_Forgetful())


def test_the_variant_of_a_value_that_is_sent_may_lack_what_is_only_read() -> None:
    item = obj("Item", prop("id", required=True, read_only=True), prop("name", required=True))
    schemas = Schemas(api(item, obj("Stamp", prop("at"))))
    union = ir.Union(variants=(ref("Stamp"), ref("Item")))
    value = {"name": "x"}
    assert schemas.variant(union, value) == ref("Stamp")
    assert schemas.variant(union, value, sent=True) == ref("Item")
    assert schemas.variant(union, {"at": "now"}, sent=True) == ref("Stamp")


def test_a_list_that_must_not_be_empty_leads_out_of_a_recursive_union() -> None:
    args = ir.Array(items=ref("Expr"), constraints=limited(min_items=1))
    both = obj("And", prop("args", args, required=True))
    leaf = obj("Leaf", prop("value", required=True))
    union = alias("Expr", ir.Union(variants=(ref("And"), ref("Leaf"))))
    value = samples.sample(ref("Expr"), api(both, leaf, union).schemas, full=True)
    assert value == {"args": [{"value": "value"}]}


@pytest.mark.parametrize(
    ("kind", "value", "want"),
    [
        (STRING, {}, False),
        (ir.Integer(), [], False),
        (ir.Array(items=STRING), {}, False),
        (ir.Map(values=STRING), "x", False),
        (ref("Item"), "x", False),
        (ir.Union(variants=(STRING, ref("Item"))), {"name": {}}, False),
        (ir.Union(variants=(STRING, ref("Item"))), {"name": "x"}, True),
        (ir.Any(), {}, True),
    ],
)
def test_a_value_of_another_kind_has_no_place(kind: ir.Type, value: Any, want: bool) -> None:
    schemas = Schemas(api(obj("Item", prop("name", required=True))))
    assert schemas.has_place(kind, value) is want
