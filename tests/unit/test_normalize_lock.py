"""What operations, types, pages, webhooks and members are called when they had a name before."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from tests.unit.normalizing import SCHEMAS, config, document, ok, operations

from clientsmith import ir
from clientsmith.config import ApiConfig
from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.names import Names
from clientsmith.normalize import normalize
from clientsmith.source import Sources

ROWS = {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "string"}}}}


def run(
    tree: Any, before: dict[str, dict[str, str]] | None = None, settings: ApiConfig | None = None
) -> tuple[ir.Api, Names, Diagnostics]:
    """Normalize a tree with the names that were decided before."""
    diagnostics = Diagnostics("openapi.yaml")
    names = Names(before or {})
    sources = Sources("openapi.yaml", {}, {"openapi.yaml": copy.deepcopy(tree)})
    api = normalize(Document(sources, diagnostics), settings or config(), diagnostics, names=names)
    return api, names, diagnostics


def methods(api: ir.Api) -> dict[str, str]:
    """Pointer -> dotted name."""
    return {one.pointer.removeprefix("#/paths/"): name for name, one in operations(api)}


# (name, paths, further paths; what the first ones would be called without a lock is another thing)
GROWN: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("patch beside put", {"/a/{x}": {"put": {}}}, {"/a/{x}": {"put": {}, "patch": {}}}),
    ("two items", {"/a/{x}": {"get": {}}}, {"/a/{x}/{y}": {"get": {}}}),
    ("versions", {"/v1/a": {"post": {}}}, {"/v2/a": {"post": {}}}),
    ("case", {"/Users": {"post": {}}}, {"/users": {"post": {}}}),
    ("a group called like a method", {"/a/list": {"post": {}}}, {"/a/list/{b}": {"get": {}}}),
    ("deeper groups", {"/a/search": {"post": {}}}, {"/a/search/{b}/c/{d}": {"get": {}}}),
    (
        "operationIds that name groups, and one that does not",
        {
            "/x": {"get": {"operationId": "Pets_ListAll"}},
            "/y": {"get": {"operationId": "Pets_Get"}},
        },
        {f"/z{n}": {"get": {"operationId": f"odd{n}"}} for n in range(9)},
    ),
    (
        "operationIds that name groups, at last",
        {"/x": {"get": {"operationId": "pets.odd"}}},
        {f"/z{n}": {"get": {"operationId": f"pets.m{n}"}} for n in range(30)},
    ),
    (
        "a name that a person gave a newcomer",
        {"/a": {"post": {}}},
        {"/b": {"post": {"x-fern-sdk-group-name": "a", "x-fern-sdk-method-name": "create"}}},
    ),
    (
        "a further method for a form",
        {
            "/a": {
                "post": {
                    "requestBody": {
                        "content": {
                            "application/json": {"schema": ROWS},
                            "application/x-www-form-urlencoded": {"schema": ROWS},
                        }
                    }
                }
            }
        },
        {"/b": {"post": {"x-fern-sdk-group-name": "a", "x-fern-sdk-method-name": "create_form"}}},
    ),
]


@pytest.mark.parametrize(
    ("paths", "further"), [row[1:] for row in GROWN], ids=[row[0] for row in GROWN]
)
def test_newcomers_give_way(paths: dict[str, Any], further: dict[str, Any]) -> None:
    api, names, _ = run(document(paths))
    before = methods(api)
    grown = document(paths | further)
    after = methods(run(grown, names.decided)[0])
    assert {pointer: after[pointer] for pointer in before} == before
    assert methods(run(grown)[0]) != after  # the lock was needed
    assert len(set(after.values())) == len(after)
    groups = {name.rpartition(".")[0] for name in after.values()}
    assert not groups & set(after.values())
    # And those that have come are kept in turn, whatever goes.
    _, again, _ = run(grown, names.decided)
    left = document(further)
    kept = methods(run(left, again.decided)[0])
    assert kept == {pointer: after[pointer] for pointer in kept}


def test_newcomers_go_by_what_the_others_went_by() -> None:
    """The style of the operationIds is that of the operations that were there."""
    paths = {f"/x{n}": {"get": {"operationId": f"Pets_Get{n}"}} for n in range(3)}
    _, names, _ = run(document(paths))
    odd = {f"/z{n}": {"get": {"operationId": f"odd{n}"}} for n in range(3)}
    new = {"/new": {"get": {"operationId": "Pets_Fetch"}}}
    assert methods(run(document(paths | odd | new))[0])["~1new/get"] == "new.retrieve"
    grown = methods(run(document(paths | odd | new), names.decided)[0])
    assert grown["~1new/get"] == "pets.fetch"


def test_what_a_person_says_is_above_the_lock() -> None:
    before = {"method": {"#/paths/~1a/get": "old.name", "#/paths/~1b/get": "b.old"}}
    paths = {"/a": {"get": {}}, "/b": {"get": {"x-fern-sdk-method-name": "mine"}}}
    settings = config(resources={"things": {"methods": {"all": "GET /a"}}})
    api, names, _ = run(document(paths), before, settings)
    assert methods(api) == {"~1a/get": "things.all", "~1b/get": "mine"}
    assert names.decided["method"] == {"#/paths/~1a/get": "things.all", "#/paths/~1b/get": "mine"}


def test_an_extension_that_lost_its_name_keeps_the_other_one() -> None:
    given = {"x-fern-sdk-group-name": "g", "x-fern-sdk-method-name": "m"}
    paths = {"/a": {"post": given}, "/b": {"post": given}}
    api, names, _ = run(document(paths))
    again, _, _ = run(document({"/b": {"post": given}, "/a": {"post": given}}), names.decided)
    assert methods(again) == methods(api)


def test_a_given_name_that_was_refused_is_taken_only_when_it_is_asked_for_anew() -> None:
    given = {"x-fern-sdk-group-name": "a", "x-fern-sdk-method-name": "create"}
    _, names, _ = run(document({"/a": {"post": {}}}))
    _, names, _ = run(document({"/a": {"post": {}}, "/b": {"post": given}}), names.decided)
    assert names.decided["given"] == {"#/paths/~1b/post": "a.create"}
    api, names, _ = run(document({"/b": {"post": given}}), names.decided)
    assert methods(api) == {"~1b/post": "b.create"}
    other = given | {"x-fern-sdk-method-name": "make"}
    api, names, _ = run(document({"/b": {"post": other}}), names.decided)
    assert (methods(api), "given" in names.decided) == ({"~1b/post": "a.make"}, False)


def test_the_lock_may_name_what_nothing_else_does() -> None:
    before = {"method": {"#/paths/~1a/get": "beta.things.get_some"}}
    assert methods(run(document({"/a": {"get": {}}}), before)[0]) == {
        "~1a/get": "beta.things.get_some"
    }


def test_a_lock_with_one_name_for_two() -> None:
    """As two branches give it that were merged: the first pointer keeps it."""
    before = {"method": {"#/paths/~1a/get": "x.y", "#/paths/~1b/get": "x.y"}}
    found = methods(run(document({"/b": {"get": {}}, "/a": {"get": {}}}), before)[0])
    assert found["~1a/get"] == "x.y"
    assert found["~1b/get"] != "x.y"


# --- types -------------------------------------------------------------------------------------

PET = {"type": "object", "properties": {"name": {"type": "string"}}}


def types(api: ir.Api) -> dict[str, str]:
    """Pointer -> name in its scope."""
    return {pointer: "_".join(one.name.words) for pointer, one in api.schemas.items()}


TYPES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("case", {"pet": PET}, {"Pet": PET}),
    ("spelling", {"pet_shop": PET}, {"PetShop": PET}),
    (
        "inside",
        {"Pet": {"properties": {"tags": {"type": "array", "items": PET}}}},
        {"Pet": {"properties": {"tag": PET, "tags": {"type": "array", "items": PET}}}},
    ),
]


@pytest.mark.parametrize(
    ("schemas", "further"), [row[1:] for row in TYPES], ids=[row[0] for row in TYPES]
)
def test_new_types_give_way(schemas: dict[str, Any], further: dict[str, Any]) -> None:
    api, names, _ = run(document({}, schemas))
    before = types(api)
    grown = document({}, schemas | further)
    after = types(run(grown, names.decided)[0])
    assert {pointer: after[pointer] for pointer in before} == before
    plain = types(run(grown)[0])
    assert {pointer: plain[pointer] for pointer in before} != before


def test_the_index_of_a_parameter_or_a_variant_is_no_identity() -> None:
    def tree(*parameters: str, variants: tuple[str, ...]) -> dict[str, Any]:
        listed = [
            {"name": name, "in": "query", "schema": {"type": "string", "enum": [name, "z"]}}
            for name in parameters
        ]
        union = [
            {"type": "object", "title": title, "properties": {title: {"type": "string"}}}
            for title in variants
        ]
        return document({"/a": {"get": {"parameters": listed}}}, {"Both": {"oneOf": union}})

    def named(api: ir.Api, names: Names) -> dict[str, str]:
        return {names.keys[pointer]: name for pointer, name in types(api).items() if "0" in pointer}

    api, names, _ = run(tree("size", variants=("Cat", "Dog")))
    grown, more, _ = run(tree("color", "size", variants=("Bird", "Cat", "Dog")), names.decided)
    found = {more.keys.get(pointer, pointer): name for pointer, name in types(grown).items()}
    assert found["#/paths/~1a/get/parameters/query:size/schema"] == "a_retrieve_params_size"
    assert found["#/paths/~1a/get/parameters/query:color/schema"] == "a_retrieve_params_color"
    assert found[SCHEMAS + "Both/oneOf/cat"] == "cat"
    assert found[SCHEMAS + "Both/oneOf/bird"] == "bird"
    assert set(named(api, names)) == {
        "#/paths/~1a/get/parameters/query:size/schema",
        SCHEMAS + "Both/oneOf/cat",
    }


def test_an_item_of_a_page_stays_when_a_second_listing_shares_the_page() -> None:
    page = {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": PET},
            "meta": {"type": "object", "properties": {"a": {"type": "string"}}},
            "next_page_token": {"type": "string"},
        },
    }
    token = [{"name": "page_token", "in": "query", "schema": {"type": "string"}}]
    listing = {"get": {"parameters": token, "responses": ok({"$ref": SCHEMAS + "Things"})}}
    api, names, _ = run(document({"/a/{x}/b": listing}, {"Things": page}))
    grown = document(
        {"/a/{x}/b": listing, "/c": listing},
        {
            "Things": page,
            "Z": {"type": "object", "properties": {"things": {"$ref": SCHEMAS + "Things"}}},
        },
    )
    after, _, _ = run(grown, names.decided)
    items = SCHEMAS + "Things/properties/items/items"
    for pointer, schema in api.schemas.items():
        assert after.schemas[pointer].name.words == schema.name.words
        assert after.schemas[pointer].origin.resource[:-1] == schema.origin.resource[:-1]
        assert after.schemas[pointer].origin.parent == schema.origin.parent
    assert run(grown)[0].schemas[items].name != api.schemas[items].name


def test_what_was_inside_another_schema_stays_there_when_one_around_both_becomes_a_type() -> None:
    """A component that was only the envelope of a page has a type when nothing lists it."""
    way = {"type": "object", "properties": {"to": {"type": "string", "enum": ["a", "b"]}}}
    jobs = {
        "type": "object",
        "properties": {"order": {"type": "array", "items": way}, "total": {"type": "integer"}},
    }
    inner = f"{SCHEMAS}Jobs/properties/order/items"
    before = {"type": {inner: "jobs_order", f"{inner}/properties/to": "jobs_order/to"}}
    api, names, _ = run(document({}, {"Jobs": jobs}), before)
    assert types(api) == {
        f"{SCHEMAS}Jobs": "jobs",
        inner: "jobs_order",
        f"{inner}/properties/to": "to",
    }
    assert api.schemas[f"{inner}/properties/to"].origin.parent == inner
    assert names.decided["type"] == {f"{SCHEMAS}Jobs": "jobs"} | before["type"]


def test_pages_that_differ() -> None:
    def listing(member: str) -> dict[str, Any]:
        return {
            "get": {
                "parameters": [{"name": "offset", "in": "query", "schema": {"type": "integer"}}],
                "responses": ok(
                    {
                        "title": "Found",
                        "type": "object",
                        "properties": {
                            "items": {"type": "array", "items": PET},
                            member: {"type": "integer"},
                        },
                    }
                ),
            }
        }

    api, names, _ = run(document({"/b": listing("total")}))
    assert ["_".join(page.name.words) for page in api.pages] == ["found"]
    grown = document({"/a": listing("sum"), "/b": listing("total"), "/c": listing("total")})
    after, more, _ = run(grown, names.decided)
    assert more.decided["page"] == {
        "#/paths/~1a/get": "found_offset",
        "#/paths/~1b/get": "found",
        "#/paths/~1c/get": "found",
    }
    assert len(after.pages) == 2
    assert run(grown)[1].decided["page"]["#/paths/~1b/get"] != "found"


def test_webhooks_and_callbacks() -> None:
    sent = {"post": {"requestBody": {"content": {"application/json": {"schema": PET}}}}}
    one = document({}, webhooks={"on-pet": sent})
    api, names, _ = run(one)
    both = document({}, webhooks={"onPet": sent, "on-pet": sent})
    after, _, _ = run(both, names.decided)
    assert {it.pointer: it.name.words for it in after.webhooks}["#/webhooks/on-pet/post"] == (
        "on",
        "pet",
    )
    assert len({it.name.words for it in after.webhooks}) == 2
    callback = {"callbacks": {"done": {"{$request.body#/url}": sent}}}
    shared = document(
        {"/a": {"post": callback}, "/b": {"post": callback}},
    )
    api, names, _ = run(shared)
    again, more, _ = run(shared, names.decided)
    assert [it.name for it in again.webhooks] == [it.name for it in api.webhooks]
    assert more.decided == names.decided


def test_members_of_enums() -> None:
    def enum(*values: Any) -> dict[str, Any]:
        return document({}, {"Order": {"enum": list(values)}})

    def members(api: ir.Api) -> dict[Any, str]:
        [one] = api.schemas.values()
        assert isinstance(one, ir.Enum)
        return {it.value: "_".join(it.name.words) for it in one.members}

    api, names, _ = run(enum("ASC", "asc", "x"))
    assert members(api) == {"ASC": "asc_upper", "asc": "asc_lower", "x": "x"}
    assert set(names.decided["member"].values()) == {"asc_upper", "asc_lower"}
    assert members(run(enum("ASC", "Asc", "x"), names.decided)[0]) == {
        "ASC": "asc_upper",
        "Asc": "asc_mixed",
        "x": "x",
    }
    assert members(run(enum("ASC"), names.decided)[0]) == {"ASC": "asc_upper"}


# --- operations as they come -------------------------------------------------------------------


def test_whatever_operations_are_called_all_are_kept_and_told() -> None:
    """Missing, empty, odd and duplicate operationIds; tags of any characters; equal words."""
    ids = [None, "", "  ", "same", "same", "Same", "s_ame", "../../etc", "import os", "\u202e", 5]
    tags = ["", "a b", "a/b", "ä", "'''", "\n", "$client", "class", "..", "\u0000"]
    paths: dict[str, Any] = {}
    for number, given in enumerate(ids):
        one: dict[str, Any] = {"tags": [tags[number % len(tags)]]}
        if given is not None:
            one["operationId"] = given
        for path in (f"/a-{number}", f"/a_{number}", f"/A/{number}"):
            paths[path] = {"post": one}
    api, names, diagnostics = run(document(paths))
    found = methods(api)
    assert len(found) == len(paths) == len(set(found.values()))
    assert found == methods(run(document(dict(reversed(paths.items()))))[0])
    assert "name/operation" in {one.code for one in diagnostics}
    again, more, _ = run(document(paths), names.decided)
    assert (methods(again), more.decided) == (found, names.decided)
