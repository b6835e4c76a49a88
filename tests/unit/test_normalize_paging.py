"""Which operations are paged, and how."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.normalizing import (
    SCHEMAS,
    api_of,
    config,
    document,
    names,
    ok,
    operation,
    operations,
    run,
    short,
)

from clientsmith import ir

ITEM = {"type": "object", "properties": {"id": {"type": "string"}}}
STRING = {"type": "string"}
INTEGER = {"type": "integer"}


def query(*parameters: str, type: str = "string", **schemas: Any) -> list[dict[str, Any]]:
    found = [{"name": name, "in": "query", "schema": {"type": type}} for name in parameters]
    return found + [{"name": name, "in": "query", "schema": one} for name, one in schemas.items()]


def envelope(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"items": {"type": "array", "items": ITEM}, **properties},
    }


def paged(
    parameters: Any, schema: Any, settings: Any = None, method: str = "get", **more: Any
) -> ir.Paging | None:
    tree = document(
        {"/v1/jobs": {method: {"parameters": parameters, "responses": ok(schema, **more)}}}
    )
    return operation(api_of(tree, settings)).paging


def facts(paging: ir.Paging | None) -> dict[str, Any]:
    """What a paging says, without page and item; `kind` is its class."""
    if paging is None:
        return {}
    skip = ("page", "item")
    values = {name: getattr(paging, name) for name in paging.__struct_fields__ if name not in skip}
    return {"kind": type(paging).__name__, **{key: one for key, one in values.items() if one != ""}}


META = {"type": "object", "properties": {"next_cursor": STRING, "has_more": {"type": "boolean"}}}
LINKS = {"type": "object", "properties": {"next": {"type": "string", "format": "uri"}}}
INFERRED: list[tuple[str, Any, Any, dict[str, Any]]] = [
    (
        "offset",
        query("offset", "limit", type="integer"),
        envelope(total=INTEGER),
        {"kind": "OffsetPaging", "offset": "offset", "limit": "limit", "total": "total"},
    ),
    (
        "offset with a token that no parameter takes",
        query("offset", "limit", type="integer"),
        envelope(next_page_token=STRING, total_size=INTEGER),
        {"kind": "OffsetPaging", "offset": "offset", "limit": "limit", "total": "total_size"},
    ),
    (
        "token",
        query("page_size", "page_token"),
        envelope(next_page_token=STRING, total_size=INTEGER),
        {
            "kind": "CursorPaging",
            "cursor": "page_token",
            "limit": "page_size",
            "next": "next_page_token",
        },
    ),
    (
        "cursor in a nested object, camel case",
        query("cursor", "pageSize"),
        envelope(meta=META),
        {
            "kind": "CursorPaging",
            "cursor": "cursor",
            "next": "meta.next_cursor",
            "limit": "pageSize",
            "has_more": "meta.has_more",
        },
    ),
    (
        "page",
        query("page", "per_page", type="integer"),
        envelope(total_pages=INTEGER, totalCount=INTEGER, has_more={"type": "boolean"}),
        {
            "kind": "PagePaging",
            "number": "page",
            "size": "per_page",
            "first": 1,
            "total_pages": "total_pages",
            "total": "totalCount",
            "has_more": "has_more",
        },
    ),
    (
        "page from 0",
        query("size", page={"type": "integer", "default": 0}),
        envelope(),
        {"kind": "PagePaging", "number": "page", "size": "size", "first": 0},
    ),
    ("page that is a token", query("page"), envelope(), {}),
    (
        "URL",
        query("limit"),
        envelope(next={"type": "string", "format": "uri"}),
        {"kind": "LinkPaging", "next": "next"},
    ),
    ("URL below links", [], envelope(links=LINKS), {"kind": "LinkPaging", "next": "links.next"}),
    ("URL by name", [], envelope(nextLink=STRING), {"kind": "LinkPaging", "next": "nextLink"}),
    (
        "last item",
        query("starting_after", "limit"),
        envelope(has_more={"type": "boolean"}),
        {
            "kind": "LastItemPaging",
            "cursor": "starting_after",
            "item_id": "id",
            "has_more": "has_more",
            "limit": "limit",
        },
    ),
    (
        "bare array by page",
        query("page", "per_page", type="integer"),
        {"type": "array", "items": ITEM},
        {"kind": "PagePaging", "number": "page", "size": "per_page", "first": 1},
    ),
    (
        "bare array by offset",
        query("skip", "top", type="integer"),
        {"type": "array", "items": ITEM},
        {"kind": "OffsetPaging", "offset": "skip", "limit": "top"},
    ),
    ("bare array alone", query("limit"), {"type": "array", "items": ITEM}, {}),
    ("no array", query("offset"), {"type": "object", "properties": {"a": STRING}}, {}),
    ("no parameter", query("q"), envelope(total=INTEGER), {}),
    (
        "two arrays, one of them usual",
        query("offset"),
        envelope(tags={"type": "array", "items": STRING}),
        {"kind": "OffsetPaging", "offset": "offset"},
    ),
    (
        "two arrays, none of them usual",
        query("offset"),
        {
            "properties": {
                "a": {"type": "array", "items": STRING},
                "b": {"type": "array", "items": STRING},
            }
        },
        {},
    ),
]


@pytest.mark.parametrize(
    ("parameters", "schema", "want"),
    [row[1:] for row in INFERRED],
    ids=[row[0] for row in INFERRED],
)
def test_inference(parameters: Any, schema: Any, want: dict[str, Any]) -> None:
    assert facts(paged(parameters, schema)) == want


def test_link_header() -> None:
    found = paged(
        query("page"), {"type": "array", "items": ITEM}, headers={"Link": {"schema": STRING}}
    )
    assert facts(found) == {"kind": "LinkPaging"}


def test_only_get_is_inferred() -> None:
    assert paged(query("offset"), envelope(), method="post") is None


def scheme(type: str, request: dict[str, str], **response: Any) -> dict[str, Any]:
    """`x-scalar-pagination` with roles of parameters and of members of the answer."""
    asked = {name: {"type": role} for name, role in request.items()}
    answered = {"items": {"type": "items", **response.pop("items")}, **response}
    found = {"name": "the_page", "type": type, "request": asked, "response": answered}
    return {"x-scalar-pagination": found}


EXTENDED: list[tuple[str, Any, Any, Any, dict[str, Any]]] = [
    (
        "x-speakeasy-pagination cursor",
        {
            "x-speakeasy-pagination": {
                "type": "cursor",
                "inputs": [{"name": "c", "in": "parameters", "type": "cursor"}],
                "outputs": {"results": "$.items", "nextCursor": "$.meta.next_cursor"},
            }
        },
        query("c"),
        envelope(meta=META),
        {"kind": "CursorPaging", "cursor": "c", "next": "meta.next_cursor"},
    ),
    (
        "x-speakeasy-pagination page",
        {
            "x-speakeasy-pagination": {
                "type": "offsetLimit",
                "inputs": [{"name": "p", "type": "page"}],
                "outputs": {"results": "$", "numPages": "$.n"},
            }
        },
        query("p"),
        {"type": "array", "items": ITEM},
        {"kind": "PagePaging", "number": "p", "first": 1, "total_pages": "n"},
    ),
    (
        "x-speakeasy-pagination of the last item",
        {
            "x-speakeasy-pagination": {
                "type": "cursor",
                "inputs": [{"name": "c", "type": "cursor"}],
                "outputs": {"nextCursor": "$.items[-1].id"},
            }
        },
        query("c"),
        envelope(),
        {"kind": "LastItemPaging", "cursor": "c", "item_id": "id"},
    ),
    (
        "x-fern-pagination offset",
        {"x-fern-pagination": {"offset": "$request.from", "results": "$response.items"}},
        query("from"),
        envelope(),
        {"kind": "OffsetPaging", "offset": "from"},
    ),
    (
        "x-fern-pagination next_uri",
        {"x-fern-pagination": {"next_uri": "$response.more_at", "results": "$response.items"}},
        [],
        envelope(more_at=STRING),
        {"kind": "LinkPaging", "next": "more_at"},
    ),
    ("x-fern-pagination off", {"x-fern-pagination": False}, query("offset"), envelope(), {}),
    (
        "items within an object",
        {"x-fern-pagination": {"offset": "$request.from", "results": "$response.meta.data.all"}},
        query("from"),
        {
            "properties": {
                "meta": {"properties": {"data": {"properties": {"all": {"items": ITEM}}}}}
            }
        },
        {"kind": "OffsetPaging", "offset": "from"},
    ),
    (
        "x-scalar-pagination offset",
        scheme("offset", {"o": "offset", "size": "limit"}, items={}, n={"type": "total"}),
        query("o", "size"),
        envelope(n=INTEGER),
        {"kind": "OffsetPaging", "offset": "o", "limit": "size", "total": "n"},
    ),
    (
        "x-scalar-pagination pageNumber",
        scheme("pageNumber", {"p": "pageNumber"}, items={}, n={"type": "totalPages"}),
        query("p"),
        envelope(n=INTEGER),
        {"kind": "PagePaging", "number": "p", "first": 1, "total_pages": "n"},
    ),
    (
        "x-scalar-pagination cursor",
        scheme(
            "cursor",
            {"c": "cursor"},
            items={},
            next={"type": "cursor", "property": "meta", "cursorPath": ["next_cursor"]},
            more={"type": "hasMore", "path": ["meta", "has_more"]},
        ),
        query("c"),
        envelope(meta=META),
        {
            "kind": "CursorPaging",
            "cursor": "c",
            "next": "meta.next_cursor",
            "has_more": "meta.has_more",
        },
    ),
    (
        "x-scalar-pagination cursorId",
        scheme("cursorId", {"after": "cursorId"}, items={"itemCursor": ["id"]}),
        query("after"),
        envelope(),
        {"kind": "LastItemPaging", "cursor": "after", "item_id": "id"},
    ),
    (
        "x-scalar-pagination by header",
        scheme("cursorUrl", {}, items={}, it={"type": "cursorUrl", "location": "linkHeader"}),
        [],
        envelope(),
        {"kind": "LinkPaging"},
    ),
    ("x-scalar-pagination off", {"x-scalar-pagination": False}, query("offset"), envelope(), {}),
    (
        "x-scalar-pagination of nothing",
        scheme("fakePage", {}, items={}),
        query("offset"),
        envelope(),
        {},
    ),
    (
        "x-ms-pageable",
        {"x-ms-pageable": {"nextLinkName": "nextLink", "itemName": "items"}},
        [],
        envelope(nextLink=STRING),
        {"kind": "LinkPaging", "next": "nextLink"},
    ),
    (
        "x-ms-pageable off",
        {"x-ms-pageable": {"nextLinkName": None}},
        query("offset"),
        envelope(),
        {},
    ),
    (
        "x-stainless-pagination-property",
        {},
        query(
            c={
                "type": "string",
                "x-stainless-pagination-property": {"purpose": "next_cursor_param"},
            }
        ),
        envelope(
            n={
                "type": "string",
                "x-stainless-pagination-property": {"purpose": "next_cursor_field"},
            }
        ),
        {"kind": "CursorPaging", "cursor": "c", "next": "n"},
    ),
    (
        "malformed",
        {"x-speakeasy-pagination": 5},
        query("offset"),
        envelope(),
        {"kind": "OffsetPaging", "offset": "offset"},
    ),
]


@pytest.mark.parametrize(
    ("extension", "parameters", "schema", "want"),
    [row[1:] for row in EXTENDED],
    ids=[row[0] for row in EXTENDED],
)
def test_extensions(extension: Any, parameters: Any, schema: Any, want: dict[str, Any]) -> None:
    body = {"parameters": parameters, "responses": ok(schema), **extension}
    assert facts(operation(api_of(document({"/v1/jobs": {"get": body}}))).paging) == want


def test_config_comes_first_and_pages_other_methods_too() -> None:
    settings = config(
        paging={"POST /v1/jobs": {"kind": "cursor", "cursor": "c", "next": "n", "name": "JobPage"}}
    )
    found = paged([], envelope(n=STRING), settings, method="post")
    assert facts(found) == {"kind": "CursorPaging", "cursor": "c", "next": "n"}
    assert found is not None and found.page.name.words == ("job", "page")
    none = config(paging={"GET /v1/jobs": {"kind": "none"}})
    assert paged(query("offset"), envelope(), none) is None


def test_paging_that_cannot_be_is_reported() -> None:
    settings = config(paging={"GET /v1/jobs": {"kind": "offset", "offset": "o", "items": "rows"}})
    tree = document({"/v1/jobs": {"get": {"responses": ok(envelope())}}})
    api, diagnostics, _ = run(tree, settings)
    assert operation(api).paging is None
    assert [one.code for one in diagnostics] == ["paging/refused"]


def test_the_item_has_the_name_of_the_answer_and_the_envelope_is_a_page() -> None:
    item = {"type": "object", "properties": {"state": {"enum": ["on", "off"]}}}
    schema = {
        "title": "PaginatedBatchItems",
        "description": "A page.",
        "type": "object",
        "required": ["items"],
        "properties": {
            "items": {"type": "array", "items": item, "description": "The items"},
            "total": {"type": ["integer", "null"]},
            "about": {"type": "object", "properties": {"a": STRING}},
        },
    }
    tree = document({"/batches": {"get": {"parameters": query("offset"), "responses": ok(schema)}}})
    api = api_of(tree)
    assert sorted(names(api).values()) == [
        "batch_list_response",
        "batch_list_response/state",
        "paginated_batch_items_about",
    ]
    [page] = api.pages
    found = operation(api).paging
    assert found is not None and found.page == page
    assert page.name.words == ("paginated", "batch", "items")
    assert page.items == "items"
    assert page.docs.description == "A page."
    assert [(one.name.wire, short(one.type), one.required) for one in page.properties] == [
        ("items", "[any]", True),
        ("total", "integer?", False),
        ("about", "&" + next(p for p in api.schemas if p.endswith("about")), False),
    ]
    assert short(found.item).endswith("/items/items")
    assert operation(api).responses[0].content[0].type == ir.Any()


def test_an_envelope_component_is_a_schema_only_if_used_elsewhere() -> None:
    schemas = {"JobPage": envelope(next_cursor=STRING), "Other": {"type": "string"}}
    get = {"parameters": query("cursor"), "responses": ok({"$ref": SCHEMAS + "JobPage"})}
    api = api_of(document({"/jobs": {"get": get}}, schemas))
    assert list(names(api).values()) == ["job_list_response", "other"]
    assert [page.name.words for page in api.pages] == [("job", "page")]

    used = {**schemas, "Holder": {"properties": {"page": {"$ref": SCHEMAS + "JobPage"}}}}
    api = api_of(document({"/jobs": {"get": get}}, used))
    assert SCHEMAS + "JobPage" in api.schemas
    assert operation(api).responses[0].content[0].type == ir.Ref(pointer=SCHEMAS + "JobPage")


def test_pages_of_one_envelope_are_one() -> None:
    schemas = {"JobPage": envelope(next_cursor=STRING)}
    get = {"parameters": query("cursor"), "responses": ok({"$ref": SCHEMAS + "JobPage"})}
    api = api_of(document({"/jobs": {"get": get}, "/old-jobs": {"get": get}}, schemas))
    assert [page.name.words for page in api.pages] == [("job", "page")]
    assert list(names(api).values()) == ["job_page_item"]


def test_pages_of_one_name_that_differ_are_told_apart_by_kind_then_by_operation() -> None:
    title = {"title": "Page"}
    paths = {
        "/a": {"get": {"parameters": query("offset"), "responses": ok({**envelope(), **title})}},
        "/b": {
            "get": {
                "parameters": query("cursor"),
                "responses": ok({**envelope(next_cursor=STRING), **title}),
            }
        },
        "/c": {"get": {"parameters": query("skip"), "responses": ok({**envelope(), **title})}},
    }
    api, diagnostics, _ = run(document(paths))
    by_operation = {
        name: "_".join(one.paging.page.name.words) for name, one in operations(api) if one.paging
    }
    assert by_operation == {
        "a.list": "a_list_page",
        "b.list": "page_cursor",
        "c.list": "c_list_page",
    }
    assert {one.code for one in diagnostics} == {"name/page"}


def test_nullable_items_and_items_by_reference() -> None:
    schema = {
        "properties": {
            "data": {
                "anyOf": [{"type": "array", "items": {"$ref": SCHEMAS + "Job"}}, {"type": "null"}]
            }
        }
    }
    tree = document(
        {"/jobs": {"get": {"parameters": query("offset"), "responses": ok(schema)}}}, {"Job": ITEM}
    )
    found = operation(api_of(tree)).paging
    assert found is not None
    assert short(found.item) == "&Job"
    assert short(found.page.properties[0].type) == "[any]?"


def test_a_scheme_of_the_root_has_a_name() -> None:
    declared = scheme("offset", {"o": "offset"}, items={"path": ["data", "all"]})
    body = {
        "parameters": query("o"),
        "responses": ok({"properties": {"data": {"properties": {"all": {"items": ITEM}}}}}),
        "x-scalar-pagination": "the_page",
    }
    other = {"responses": ok(envelope()), "x-scalar-pagination": "unknown"}
    root = {"x-scalar-pagination": [5, declared["x-scalar-pagination"]]}
    tree = {**document({"/v1/jobs": {"get": body}, "/v1/pets": {"get": other}}), **root}
    api, diagnostics, _ = run(tree)
    [page] = api.pages
    assert (page.name.wire, page.items) == ("the_page", "data.all")
    assert [it.name.wire for it in page.properties] == ["data"]
    assert [it.code for it in diagnostics] == ["extension/malformed"]
