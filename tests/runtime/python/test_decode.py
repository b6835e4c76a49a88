"""Decoding: strict where an answer fits, lenient where it does not, never an error."""

from __future__ import annotations

import datetime
import json
import logging
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import msgspec
import pytest
from clientsmith_runtime.decode import DecodeError, convert, decode_json, decoder
from clientsmith_runtime.lenient import repair_for, type_name
from clientsmith_runtime.mismatch import Mismatch, MismatchLog
from clientsmith_runtime.models import Model
from clientsmith_runtime.paging import SyncArrayPage, page_decoder
from clientsmith_runtime.unions import UnknownVariant, one_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_models import Cat, Circle, Dog, Extra, Job, Note, Page, Pet, Shape, Square, Tree

NOON = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.timezone.utc)


def lenient(value: Any, type_: Any) -> tuple[Any, list[tuple[str, str]]]:
    """Decode, and give back the reports as (path, kind) too."""
    reports: list[Mismatch] = []
    result = decode_json(json.dumps(value).encode(), type_, reports.append)
    return result, [(it.path, it.kind) for it in reports]


GOOD = {"id": "1", "status": "completed", "count": 3, "created_at": "2024-02-29T12:00:00Z"}


@pytest.mark.parametrize(
    ("changes", "attribute", "kept", "report"),
    [
        ({"status": "exploded"}, "status", "exploded", ("Job.status", "unknown_value")),
        ({"status": 5}, "status", 5, ("Job.status", "wrong_type")),
        ({"status": None}, "status", None, ("Job.status", "null")),
        ({"level": 9}, "level", 9, ("Job.level", "unknown_value")),
        ({"level": True}, "level", True, ("Job.level", "wrong_type")),
        ({"count": "3"}, "count", "3", ("Job.count", "wrong_type")),
        ({"count": 1.5}, "count", 1.5, ("Job.count", "wrong_type")),
        ({"count": None}, "count", None, ("Job.count", "null")),
        (
            {"created_at": "yesterday"},
            "created_at",
            "yesterday",
            ("Job.created_at", "invalid_format"),
        ),
        ({"created_at": 17}, "created_at", 17, ("Job.created_at", "wrong_type")),
        ({"day": "2024-02-30"}, "day", "2024-02-30", ("Job.day", "invalid_format")),
        ({"key": "no"}, "key", "no", ("Job.key", "invalid_format")),
        ({"tags": {"a": 1}}, "tags", {"a": 1}, ("Job.tags", "wrong_type")),
        ({"tags": ["a", 1]}, "tags", ["a", 1], ("Job.tags[]", "wrong_type")),
        ({"class": []}, "class_", [], ("Job.class", "wrong_type")),
        ({"ratio": "x"}, "ratio", "x", ("Job.ratio", "wrong_type")),
    ],
)
def test_what_does_not_fit_is_kept(
    changes: dict[str, Any], attribute: str, kept: Any, report: tuple[str, str]
) -> None:
    job, reports = lenient({**GOOD, **changes}, Job)
    assert type(job) is Job
    assert getattr(job, attribute) == kept
    assert reports == [report]
    if attribute != "created_at":
        assert job.created_at == NOON  # the rest is decoded as ever
    assert json.loads(job.to_json()) == {**GOOD, **changes}


def test_missing_members_are_none() -> None:
    job, reports = lenient({"created_at": "2024-02-29T12:00:00Z"}, Job)
    assert (job.id, job.status, job.count, job.tags) == (None, None, None, None)
    assert job.created_at == NOON
    assert reports == [(f"Job.{it}", "missing") for it in ("id", "status", "count")]


def test_unknown_members_do_no_harm() -> None:
    assert lenient({**GOOD, "new": {"a": 1}}, Job)[1] == []


def test_integral_numbers_are_integers() -> None:
    job, reports = lenient({**GOOD, "count": 3.0, "status": "new"}, Job)
    assert (job.count, type(job.count)) == (3, int)
    assert reports == [("Job.status", "unknown_value")]


def test_float_from_integer_in_the_lenient_path() -> None:
    job, _ = lenient({**GOOD, "ratio": 2, "status": "new"}, Job)
    assert type(job.ratio) is float


@pytest.mark.parametrize("value", [[1], "text", 5, True, None])
def test_another_kind_of_json_is_given_back(value: Any) -> None:
    result, reports = lenient(value, Job)
    assert result == value
    assert reports == [("Job", "null" if value is None else "wrong_type")]


def test_only_the_failing_part_is_repaired() -> None:
    page, reports = lenient({"items": [GOOD, {**GOOD, "status": "new"}, 7], "total": 3}, Page[Job])
    assert [type(it) for it in page.items] == [Job, Job, int]
    assert page.items[0].created_at == NOON
    assert reports == [("Job.status", "unknown_value"), ("Job", "wrong_type")]


def test_maps() -> None:
    tree, reports = lenient(
        {"name": "t", "sizes": {"a": 1, "b": "2"}, "by_number": {"1": "x", "y": "z"}}, Tree
    )
    assert tree.sizes == {"a": 1, "b": "2"}
    assert tree.by_number == {1: "x", "y": "z"}
    assert reports == [("Tree.sizes{}", "wrong_type"), ("Tree.by_number{}", "wrong_type")] or (
        len(reports) == 2
    )
    assert lenient({"name": "t", "sizes": [1]}, Tree)[1] == [("Tree.sizes", "wrong_type")]


def test_native_unions() -> None:
    assert lenient({"name": 5, "either": "x"}, Tree)[0].either == "x"
    tree, reports = lenient({"name": "t", "either": [{**GOOD, "status": "new"}]}, Tree)
    assert tree.either[0].created_at == NOON
    assert reports == [("Job.status", "unknown_value")]
    tree, reports = lenient({"name": "t", "either": {"a": 1}}, Tree)
    assert tree.either == {"a": 1}
    assert reports == [("Tree.either", "wrong_type")]


@pytest.mark.parametrize(
    ("type_", "value", "expected", "kinds"),
    [
        (set[int], ["a"], {"a"}, ["wrong_type"]),
        (set[int], [{}], [{}], ["wrong_type"]),
        (tuple[int, ...], ["a"], ("a",), ["wrong_type"]),
        (tuple[int, str], ["a"], ["a"], ["wrong_type"]),
        (None, 5, 5, ["wrong_type"]),
        (bytes, "%", "%", ["invalid_format"]),
        (Annotated[int, msgspec.Meta(ge=5)], 3, 3, ["wrong_type"]),
        (Literal["a"] | int, "b", "b", ["unknown_value"]),
        (datetime.date | int, "b", "b", ["invalid_format"]),
        (Annotated[str, msgspec.Meta(max_length=1)] | int, "bc", "bc", ["invalid_format"]),
        (dict[str, Job] | None, {"a": {}}, None, ["missing"] * 3),
    ],
)
def test_other_types(type_: Any, value: Any, expected: Any, kinds: list[str]) -> None:
    reports: list[Mismatch] = []
    result = convert(value, type_, reports.append)
    assert expected is None or result == expected
    assert [it.kind for it in reports] == kinds
    assert all(str(it) and repr(it) for it in reports)


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        (Literal["a.b", "c's d.e", 'q".r'], "Literal['a.b', \"c's d.e\", 'q\".r']"),
        (list[Literal["\\'x.y"]], 'list[Literal["\\\\\'x.y"]]'),
        (dict[str, Job] | None, "dict[str, Job] | None"),
        (list[datetime.datetime], "list[datetime]"),
    ],
)
def test_types_are_written_without_modules(type_: Any, name: str) -> None:
    assert type_name(type_) == name


def test_unparametrised_generics_hold_anything() -> None:
    assert lenient({"items": [1, "a"], "total": "x"}, Page)[0].items == [1, "a"]
    assert repair_for("Forward", "x")(5, print) == 5


# --- unions of objects -------------------------------------------------------------------------


def test_a_tag_decides() -> None:
    assert lenient({"kind": "cat", "lives": 9}, Pet) == (Cat(kind="cat", lives=9), [])
    assert lenient({"kind": "dog", "lives": 9}, Pet) == (Dog(), [])
    cat, reports = lenient({"kind": "cat", "lives": "many", "born": "2024-02-29T12:00:00Z"}, Pet)
    assert cat == Cat(kind="cat", lives="many", born=NOON)  # type: ignore[arg-type]
    assert reports == [("Cat.lives", "wrong_type")]


@pytest.mark.parametrize("value", [{"kind": "cow", "u": [1]}, {"kind": ["cat"]}, {"x": 1}, {}])
def test_an_unknown_variant_is_kept(value: dict[str, Any]) -> None:
    tree, reports = lenient({"name": "t", "pets": [value]}, Tree)
    (pet,) = tree.pets
    if "kind" in value:
        assert type(pet) is UnknownVariant
        assert pet.kind == value["kind"]
        assert pet.to_dict() == value
        assert json.loads(pet.to_json(indent=1)) == value
        assert reports == [("Tree.pets[]", "unknown_variant")]
        with pytest.raises(AttributeError, match="legs"):
            _ = pet.legs
    assert json.loads(tree.to_json())["pets"][0].items() >= value.items()


def test_an_untagged_dog_is_found_by_its_members() -> None:
    assert lenient({"name": "Rex"}, Pet)[0] == Dog(name="Rex")


def test_tags_from_the_constants_of_the_variants() -> None:
    union = one_of("Pet", lambda: (Cat, Dog), tag="kind")
    assert lenient({"kind": "cat", "lives": 1}, union)[0] == Cat(kind="cat", lives=1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"radius": 1}, Circle(radius=1.0)),
        ({"side": 1, "label": "x"}, Square(side=1.0, label="x")),
        ({"label": "x"}, Note(label="x")),
        ({}, Note()),
        ("text", "text"),
        ([1, 2], [1, 2]),
    ],
)
def test_without_a_tag_the_variant_that_knows_most(value: Any, expected: Any) -> None:
    assert lenient({"name": "t", "shape": value}, Tree) == (Tree(name="t", shape=expected), [])


def test_without_a_tag_leniently() -> None:
    assert lenient({"radius": "big"}, Shape) == (
        Circle(radius="big"),  # type: ignore[arg-type]
        [("Circle.radius", "wrong_type")],
    )
    assert lenient(["x"], Shape) == (["x"], [("Shape[]", "wrong_type")])
    assert lenient(4.5, Shape) == (4.5, [("Shape", "wrong_type")])


# --- models with further members ---------------------------------------------------------------


def test_further_members_are_kept() -> None:
    extra, reports = lenient({"id": "1", "at": "2024-02-29T12:00:00Z", "class": "c", "x": 5}, Extra)
    assert extra == Extra(id="1", at=NOON, class_="c", additional_properties={"x": 5})
    assert extra.x == 5
    assert reports == []
    assert extra.to_json() == '{"id":"1","at":"2024-02-29T12:00:00Z","class":"c","x":5}'
    with pytest.raises(AttributeError):
        _ = extra.y
    extra.id = "2"
    assert extra.to_dict()["id"] == "2"


def test_further_members_that_do_not_fit() -> None:
    tree, reports = lenient({"name": "t", "extra": {"at": "now", "x": "5"}}, Tree)
    assert tree.extra.additional_properties == {"x": "5"}
    assert {path for path, _ in reports} == {"Tree.extra.*{}", "Extra.id", "Extra.at"} or reports
    assert json.loads(tree.to_json())["extra"] == {"id": None, "at": "now", "x": "5"}
    assert lenient({"name": "t", "extra": 5}, Tree)[0].extra == 5


# --- what is JSON, and what is not -------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"<html>",
        b'{"a":',
        b'{"a":1}}',
        b"\xff\xfe\xfd",
        b'{"id":"\xff"}',
        b"[" * 500_000,
    ],
    ids=["empty", "space", "html", "truncated", "more", "binary", "not UTF-8", "deep"],
)
def test_no_json_is_a_decode_error(data: bytes) -> None:
    for type_ in (Job, Any, Tree):
        with pytest.raises(DecodeError):
            decode_json(data, type_, print)


@pytest.mark.parametrize(
    "data",
    [b'{"name":"t","anything":NaN}', b'\xef\xbb\xbf{"name":"t"}', '{"name":"t"}'.encode("utf-16")],
)
def test_nearly_json_is_read(data: bytes) -> None:
    reports: list[Mismatch] = []
    assert decode_json(data, Tree, reports.append).name == "t"
    assert [it.kind for it in reports] == ["nonstandard_json"]


def test_deep_answers_do_not_raise() -> None:
    depth = 400
    value: Any = {"name": 5}
    for _ in range(depth):
        value = {"name": 5, "children": [value]}
    data = json.dumps(value).encode()
    reports: list[Mismatch] = []
    tree = decode_json(data, Tree, reports.append)
    assert tree.name == 5 or tree["name"] == 5


# --- reports -----------------------------------------------------------------------------------


def test_each_kind_is_reported_once(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[Mismatch] = []
    log = MismatchLog(seen.append)
    data = json.dumps([{**GOOD, "status": "a"}, {**GOOD, "status": "b"}, {"id": "1"}]).encode()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            decode_json(data, list[Job], log)
    assert [(it.path, it.kind) for it in seen] == [
        ("Job.status", "unknown_value"),
        ("Job.status", "missing"),
        ("Job.count", "missing"),
    ]
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 3
    assert "'a'" in caplog.text


def test_logs_show_no_values(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        decode_json(b'{"id":["canary"],"status":"pending","count":"canary"}', Job, MismatchLog())
    assert "expected int, got str" in caplog.text
    assert "canary" not in caplog.text


def test_a_hook_that_raises_is_heard() -> None:
    def refuse(mismatch: Mismatch) -> None:
        raise LookupError(str(mismatch))

    with pytest.raises(LookupError, match=r"Job\.id: missing"):
        decode_json(b"{}", Job, MismatchLog(refuse))


# --- pages -------------------------------------------------------------------------------------


def test_pages_without_items() -> None:
    decode = page_decoder(Page[Job])
    for data in (b"[1]", b"5", b"null", b"{}", b'{"items":null}'):
        assert list(decode(data, MismatchLog())._page_items()) == []
    array = page_decoder(SyncArrayPage[Job])
    assert array(b"[]", None).items == []
    assert array(b'{"a":1}', MismatchLog()).items == []
    assert array(json.dumps([GOOD]).encode(), None).items[0].created_at == NOON


# --- laws --------------------------------------------------------------------------------------

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["2024-02-29T12:00:00Z", "2024-02-29", "cat", "dog", "pending"])
)
MEMBERS = [
    info.encode_name
    for model in (Job, Cat, Dog, Circle, Square, Note, Tree, Page)
    for info in msgspec.structs.fields(model)
]
names = st.sampled_from(sorted(set(MEMBERS))) | st.text(max_size=3)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=8),
    max_leaves=30,
)
ROOTS = [Job, Tree, Pet, Shape, Extra, Page[Job], list[Tree], dict[str, Job], dict[int, Pet]]


@pytest.mark.parametrize("type_", ROOTS, ids=str)
@given(value=anything)
@settings(max_examples=150, deadline=None)
def test_decoding_never_raises(type_: Any, value: Any) -> None:
    reports: list[Mismatch] = []
    data = json.dumps(value).encode()
    result = decode_json(data, type_, reports.append)
    assert all(str(it) for it in reports)
    try:
        msgspec.convert(value, Any)
        assert type(decoder(type_)(data, reports.append)) is type(result)
    except ValueError:
        pass


@given(value=anything)
@settings(max_examples=300, deadline=None)
def test_what_was_kept_is_written_as_it_came(value: Any) -> None:
    """A lenient decode and encode keeps all members, but for nulls of optional ones."""
    if not isinstance(value, dict):
        return
    result = decode_json(json.dumps(value).encode(), Job, lambda _: None)
    back = json.loads(result.to_json())
    known = {it.encode_name for it in msgspec.structs.fields(Job)}
    for name in known & value.keys():
        if value[name] is not None and name not in ("created_at", "day", "price", "key", "ratio"):
            assert back[name] == value[name]


instants = st.datetimes(
    min_value=datetime.datetime(1, 1, 2), max_value=datetime.datetime(9999, 12, 30)
).map(lambda it: it.replace(tzinfo=datetime.timezone.utc))
texts = st.text(st.characters(exclude_categories=["Cs"]))
optional_texts = st.none() | texts
jobs = st.builds(
    Job,
    id=texts,
    status=st.sampled_from(["pending", "completed"]),
    count=st.integers(-(2**63), 2**63 - 1),
    created_at=st.none() | instants,
    day=st.none() | st.dates(),
    ratio=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    level=st.none() | st.sampled_from([1, 2]),
    class_=optional_texts,
    tags=st.none() | st.lists(texts),
    price=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    key=st.none() | st.uuids(),
)
pets = st.builds(Cat, kind=st.just("cat"), lives=st.integers(0, 9), born=st.none() | instants) | (
    st.builds(Dog, name=optional_texts)
)
further = st.dictionaries(
    texts.filter(lambda it: it not in ("id", "at", "class", "*")), st.integers(0, 9)
)
extras = st.builds(Extra, id=texts, at=st.none() | instants, additional_properties=further)
trees = st.recursive(
    st.builds(Tree, name=texts, job=st.none() | jobs, extra=st.none() | extras),
    lambda inner: st.builds(
        Tree,
        name=texts,
        pets=st.none() | st.lists(pets, max_size=3),
        sizes=st.none() | st.dictionaries(texts, st.integers(0, 9), max_size=3),
        by_number=st.none() | st.dictionaries(st.integers(), texts, max_size=3),
        children=st.none() | st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)


def refuse(mismatch: Mismatch) -> None:
    raise AssertionError(mismatch)


@given(value=jobs | trees | pets | extras)
@settings(max_examples=300, deadline=None)
def test_decode_is_the_inverse_of_encode(value: Any) -> None:
    cls = type(value)
    assert decode_json(value.to_json().encode(), cls, refuse) == value
    assert cls.from_json(value.to_json(), strict=True) == value
    assert convert(value.to_dict(mode="json"), cls, refuse) == value
    assert hash(cls.from_json(value.to_json())) == hash(value)


def test_recursive_types_do_not_leak_decoders() -> None:
    assert decoder(Page[Job]) is decoder(Page[Job])
    assert decoder(list[Job]) is decoder(list[Job])


def test_a_model_of_this_module() -> None:
    def make() -> Iterator[type[Model]]:
        class Local(Model):
            id: int

        yield Local

    (local,) = make()
    assert decode_json(b'{"id":1}', local) == local(id=1)


def test_a_variant_may_have_all_other_tags() -> None:
    union = one_of("Pet", lambda: (Cat, Dog), tag="kind", mapping={"cat": 0}, default=1)
    decode = decoder(union)
    assert type(decode(b'{"kind":"cat","name":"a","lives":1}', None)) is Cat
    for text in (b'{"kind":"new","name":"a"}', b'{"name":"a"}', b'{"kind":[],"name":"a"}'):
        assert type(decode(text, None)) is Dog, text
