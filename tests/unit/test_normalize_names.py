"""Words, and the names of schemas by where they stand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.normalizing import codes, config, document, names, ok, run

from clientsmith.normalize.enums import distinct_words
from clientsmith.normalize.names import (
    is_plural,
    name_of,
    singular,
    spelled,
    strip_affixes,
    words,
)

WORDS = [
    ("HTTPValidationError", "http validation error"),
    ("jobID", "job id"),
    ("job-id", "job id"),
    ("job_id", "job id"),
    ("userIDs", "user ids"),
    ("getURLsFor", "get urls for"),
    ("OAuth2Token", "oauth2 token"),
    ("v2Beta", "v2 beta"),
    ("sha256Sum", "sha256 sum"),
    ("IPv4Address", "ipv4 address"),
    ("LlamaCloud", "llama cloud"),
    ("x509cert", "x509 cert"),
    ("2faCode", "2fa code"),
    ("address1", "address1"),
    ("ABC", "abc"),
    ("page[number]", "page number"),
    ("$filter", "filter"),
    ("größeInMm", "größe in mm"),
    ("ПриветМир", "привет мир"),
    ("名前", "名前"),
    ("", ""),
    ("+-", ""),
]


@pytest.mark.parametrize(("text", "want"), WORDS)
def test_words(text: str, want: str) -> None:
    assert words(text) == tuple(want.split())


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("+1", "plus 1"),
        ("-1", "minus 1"),
        (">=", "greater equal"),
        ("$", "dollar"),
        ("*/*", "star slash star"),
        ("\u2028", "u2028"),
        ("a-b", "a b"),
        ("-asc", "asc"),
    ],
)
def test_what_has_no_letters_is_spelt_out(text: str, want: str) -> None:
    assert spelled(text) == tuple(want.split())


@pytest.mark.parametrize(
    ("plural", "want"),
    [
        ("batches", "batch"),
        ("results", "result"),
        ("policies", "policy"),
        ("addresses", "address"),
        ("statuses", "status"),
        ("responses", "response"),
        ("databases", "database"),
        ("boxes", "box"),
        ("people", "person"),
        ("indices", "index"),
        ("analyses", "analysis"),
        ("movies", "movie"),
        ("keys", "key"),
        ("ids", "id"),
        ("status", "status"),
        ("news", "news"),
        ("data", "data"),
        ("analysis", "analysis"),
        ("gas", "gas"),
        ("class", "class"),
        ("job", "job"),
    ],
)
def test_singular(plural: str, want: str) -> None:
    assert singular(plural) == want
    assert is_plural((plural,)) == (plural != want or plural == "people")


@given(st.text(max_size=40))
def test_a_name_has_words_and_they_are_lower_case(text: str) -> None:
    found = name_of(text)
    assert found.wire == text
    assert found.words
    assert all(word and word == word.lower() for word in found.words)
    assert all("_" not in word for word in found.words)


@given(st.lists(st.text(max_size=8), unique=True, max_size=12), st.randoms())
def test_different_texts_get_different_words_whatever_their_order(
    texts: list[str], random: Any
) -> None:
    found = dict(zip(texts, distinct_words(texts), strict=True))
    assert len(set(found.values())) == len(texts)
    shuffled = texts[:]
    random.shuffle(shuffled)
    assert dict(zip(shuffled, distinct_words(shuffled), strict=True)) == found


@pytest.mark.parametrize(
    ("name", "affix", "want"),
    [
        ("list users", "user", "list"),
        ("user create", "users", "create"),
        ("users", "user", "users"),
        ("list values for issue", "issues", "list values for issue"),
        ("ping", "user", "ping"),
    ],
)
def test_a_method_does_not_repeat_its_resource(name: str, affix: str, want: str) -> None:
    assert strip_affixes(tuple(name.split()), (affix,)) == tuple(want.split())


JOB = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "kind": {"enum": ["a", "b"]},
        "results": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "job_reference": {"type": "object", "properties": {"id": {"type": "string"}}}
                },
            },
        },
        "config": {
            "type": "object",
            "properties": {"job": {"type": "object", "properties": {"id": {"type": "string"}}}},
        },
        "labels": {"additionalProperties": {"type": "object", "properties": {"a": {}}}},
    },
}


def test_inline_schemas_of_a_component_are_named_by_their_path() -> None:
    api, _, _ = run(document(schemas={"BatchJob": JOB}))
    assert list(names(api).values()) == [
        "batch_job",
        "batch_job/kind",
        "batch_job/result",
        "batch_job/result_job_reference",
        "batch_job/config",
        "batch_job/config_job",
        "batch_job/label",
    ]
    assert {one.origin.role for one in api.schemas.values()} == {"component"}


def test_inline_schemas_of_an_operation_are_named_by_resource_and_method() -> None:
    parameter = {"name": "job_type", "in": "query", "schema": {"enum": ["parse", "extract"]}}
    body = {"content": {"application/json": {"schema": JOB}}}
    error = {"type": "object", "properties": {"detail": {"type": "string"}}}
    responses = {
        **ok(JOB),
        "404": {"description": "", "content": {"application/json": {"schema": error}}},
        "default": {"description": "", "content": {"application/json": {"schema": error}}},
    }
    settings = config(resources={"beta.batches": {"methods": {"create": "POST /v1/batch"}}})
    tree = document(
        {
            "/v1/batch": {
                "post": {"parameters": [parameter], "requestBody": body, "responses": responses}
            }
        }
    )
    api, _, decisions = run(tree, settings)
    found = names(api)
    assert [name for name in found.values() if "/" not in name] == [
        "batch_create_params_job_type",
        "batch_create_request",
        "batch_create_response",
        "batch_create_not_found_error",
        "batch_create_error",
    ]
    roles = {"_".join(one.name.words): one.origin.role for one in api.schemas.values()}
    assert roles["batch_create_params_job_type"] == "parameter"
    assert roles["batch_create_request"] == "request"
    assert roles["batch_create_response"] == "response"
    assert roles["batch_create_not_found_error"] == "error"
    for schema in api.schemas.values():
        assert [name.wire for name in schema.origin.resource] == ["beta", "batches"]
    assert ("method", "beta.batches.create", "config") in [
        (one.what, one.value, one.source) for one in decisions
    ]


def test_names_depend_on_the_place_and_not_on_the_way() -> None:
    """A reference into another schema finds the name that the schema has anyhow."""
    inner = {"$ref": "#/components/schemas/Zoo/properties/keeper"}
    zoo = {"properties": {"keeper": {"properties": {"name": {"type": "string"}}}}}
    first, _, _ = run(document(schemas={"Animal": {"properties": {"keeper": inner}}, "Zoo": zoo}))
    second, _, _ = run(document(schemas={"Zoo": zoo, "Animal": {"properties": {"keeper": inner}}}))
    pointer = "#/components/schemas/Zoo/properties/keeper"
    assert first.schemas[pointer] == second.schemas[pointer]
    assert names(second)[pointer] == "zoo/keeper"


def test_names_of_variants() -> None:
    def variant(**parts: Any) -> dict[str, Any]:
        return {"type": "object", "properties": {"a": {"type": "string"}, **parts}}

    tagged = [variant(kind={"const": "cat"}), variant(kind={"const": "dog"})]
    titled = [{**variant(), "title": "First One"}, {**variant(b={}), "title": "Second One"}]
    plain = [variant(meow={}), variant(bark={})]
    api, _, _ = run(
        document(
            schemas={
                "Tagged": {"oneOf": tagged},
                "Titled": {"oneOf": titled},
                "Plain": {"oneOf": plain},
            }
        )
    )
    assert [name for name in names(api).values() if "/" in name] == [
        "tagged/cat",
        "tagged/dog",
        "titled/first_one",
        "titled/second_one",
        "plain/meow",
        "plain/bark",
    ]


def test_names_that_are_taken_are_told_apart_by_what_they_are() -> None:
    inner = {"type": "object", "properties": {"a": {"type": "string"}}}
    schema = {
        "properties": {"result": inner, "results": {"type": "array", "items": {**inner}}},
    }
    api, diagnostics, _ = run(document(schemas={"Job": schema}))
    assert sorted(names(api).values()) == ["job", "job/result", "job/results_item"]
    assert [one.code for one in diagnostics] == ["name/schema"]


@given(st.permutations(["user_id", "userId", "UserID", "user-id"]))
def test_of_components_with_the_same_words_one_keeps_the_name_in_any_order(
    order: list[str],
) -> None:
    kinds: dict[str, Any] = {
        "user_id": {"type": "string"},
        "userId": {"type": "object", "properties": {"a": {}}},
        "UserID": {"enum": ["a", "b"]},
        "user-id": {"type": "integer"},
    }
    found = names(run(document(schemas={name: kinds[name] for name in order}))[0])
    by_component = {pointer.rpartition("/")[2]: name for pointer, name in found.items()}
    assert by_component == {
        "user_id": "user_id_type_2",
        "userId": "user_id_object",
        "UserID": "user_id",
        "user-id": "user_id_type",
    }


def test_names_that_people_give() -> None:
    schemas = {
        "A": {"properties": {"x": {"properties": {"y": {}}, "x-fern-type-name": "InnerThing"}}},
        "B": {"type": "string", "x-speakeasy-name-override": "Bee"},
        "C": {"enum": ["a", "b"], "x-ms-enum": {"name": "SeaKind"}},
        "D": {"type": "object"},
    }
    settings = config(names={"D": "Dee", "#/components/schemas/B": "Bumblebee"})
    api, _, decisions = run(document(schemas=schemas), settings)
    assert list(names(api).values()) == ["a", "a/inner_thing", "bumblebee", "sea_kind", "dee"]
    sources = [one.source for one in decisions if one.what == "name" and one.source != "component"]
    assert sources == ["x-fern-type-name", "config", "x-ms-enum", "config"]


def test_titles_are_no_names() -> None:
    schema = {"title": "Something Else", "properties": {"a": {"title": "A", "type": "string"}}}
    api, _, _ = run(document(schemas={"Job": schema}))
    [job] = api.schemas.values()
    assert job.name.words == ("job",)
    assert job.docs.summary == "Something Else"
    assert codes(document(schemas={"Job": schema})) == []


def test_components_of_other_kinds_name_what_is_written_inside_them() -> None:
    inline = {"type": "object", "properties": {"a": {"type": "string"}}}
    components = {
        "parameters": {"Sort": {"name": "sort", "in": "query", "schema": {"enum": ["a", "b"]}}},
        "responses": {"Problem": {"content": {"application/json": {"schema": inline}}}},
        "requestBodies": {"Pet": {"content": {"application/json": {"schema": inline}}}},
    }
    operation = {
        "parameters": [{"$ref": "#/components/parameters/Sort"}],
        "requestBody": {"$ref": "#/components/requestBodies/Pet"},
        "responses": {"400": {"$ref": "#/components/responses/Problem"}},
    }
    paths = {"/a": {"post": operation}, "/b": {"post": operation}}
    api, _, _ = run(document(paths, components=components))
    assert list(names(api).values()) == ["sort_param", "pet_request", "problem_response"]
