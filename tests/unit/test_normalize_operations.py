"""Operations: parameters, bodies, answers, streams, retries, webhooks."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.unit.normalizing import (
    SCHEMAS,
    api_of,
    codes,
    document,
    members,
    names,
    ok,
    operation,
    operations,
    run,
    short,
)

from clientsmith import ir

STRING = {"type": "string"}


def one(path: str = "/a", method: str = "get", **body: Any) -> ir.Operation:
    return operation(api_of(document({path: {method: body}})))


# --- parameters --------------------------------------------------------------------------------

STYLES = [
    ("path", {}, "simple", False),
    ("path", {"style": "label"}, "label", False),
    ("path", {"style": "matrix", "explode": True}, "matrix", True),
    ("query", {}, "form", True),
    ("query", {"explode": False}, "form", False),
    ("query", {"style": "deepObject"}, "deepObject", True),
    ("query", {"style": "spaceDelimited"}, "spaceDelimited", False),
    ("query", {"style": "pipeDelimited"}, "pipeDelimited", False),
    ("header", {}, "simple", False),
    ("header", {"explode": True}, "simple", True),
    ("cookie", {}, "form", True),
    ("header", {"style": "form"}, "simple", False),
    ("cookie", {"style": "cookie"}, "form", True),
    ("cookie", {"style": "cookie", "explode": False}, "form", False),
]


@pytest.mark.parametrize(("place", "parts", "style", "explode"), STYLES)
def test_styles(place: str, parts: dict[str, Any], style: str, explode: bool) -> None:
    parameter = {"name": "p", "in": place, "required": True, "schema": STRING, **parts}
    [found] = one("/a/{p}" if place == "path" else "/a", parameters=[parameter]).parameters
    assert (found.location, found.style, found.explode) == (place, style, explode)


def test_the_style_of_cookies_is_none_to_complain_about() -> None:
    parameter = {"name": "p", "in": "cookie", "style": "cookie", "schema": STRING}
    assert (
        codes({**document({"/a": {"get": {"parameters": [parameter]}}}), "openapi": "3.2.0"}) == []
    )


def test_a_parameter_with_everything() -> None:
    parameter = {
        "name": "page[size]",
        "in": "query",
        "description": "How many",
        "deprecated": True,
        "allowReserved": True,
        "schema": {"type": ["integer", "null"], "default": 20, "maximum": 100, "examples": [5]},
    }
    [found] = one(parameters=[parameter]).parameters
    assert found == ir.Parameter(
        name=ir.Name("page[size]", ("page", "size")),
        pointer="#/paths/~1a/get/parameters/0",
        location="query",
        type=ir.Nullable(type=ir.Integer(constraints=ir.Constraints(maximum=100))),
        required=False,
        style="form",
        explode=True,
        allow_reserved=True,
        default=20,
        docs=ir.Docs(description="How many", deprecated=True, examples=(ir.Example(value=5),)),
    )


def test_content_parameters() -> None:
    schema = {"type": "object", "properties": {"a": STRING}}
    parameter = {"name": "f", "in": "query", "content": {"application/json": {"schema": schema}}}
    [found] = one(parameters=[parameter]).parameters
    assert (found.style, found.content_type, type(found.type)) == (
        "content",
        "application/json",
        ir.Ref,
    )


@pytest.mark.parametrize(
    ("media", "place", "want"),
    [
        ("text/plain", "query", ("form", True, "integer", [])),
        ("text/plain", "header", ("simple", False, "integer", [])),
        ("application/xml", "query", ("form", True, "string", ["media/opaque"])),
    ],
)
def test_content_parameters_that_are_no_json_are_texts(
    media: str, place: str, want: tuple[Any, ...]
) -> None:
    content = {media: {"schema": {"type": "integer"}}}
    tree = document(
        {"/a": {"get": {"parameters": [{"name": "f", "in": place, "content": content}]}}}
    )
    [found] = operation(api_of(tree)).parameters
    assert (found.style, found.explode, short(found.type), codes(tree)) == want


def test_path_items_share_parameters_and_operations_override_them() -> None:
    shared = [
        {"name": "id", "in": "path", "required": True, "schema": STRING},
        {"name": "q", "in": "query", "schema": STRING},
        {"name": "session", "in": "cookie", "schema": STRING},
    ]
    own = [
        {"name": "q", "in": "query", "required": True, "schema": {"type": "integer"}},
        {"name": "id", "in": "query", "schema": STRING},
    ]
    tree = document({"/a/{id}/b/{id}": {"parameters": shared, "get": {"parameters": own}}})
    found = operation(api_of(tree))
    assert [(p.name.wire, p.location, short(p.type), p.required) for p in found.parameters] == [
        ("id", "path", "string", True),
        ("q", "query", "integer", True),
        ("session", "cookie", "string", False),
        ("id", "query", "string", False),
    ]
    first = found.parameters[0]
    assert found.path == ("/a/", first, "/b/", first)


def test_parameters_that_cannot_be_taken_as_they_stand() -> None:
    parameters = [
        {"name": "Accept", "in": "header", "schema": STRING},
        {"name": "authorization", "in": "header", "schema": STRING},
        {"name": "x", "in": "path", "required": True, "schema": STRING},
        {"name": "b", "in": "nowhere"},
        {"in": "query"},
        {"name": "q", "in": "query"},
        {"name": "q", "in": "query", "schema": {"type": "integer"}},
        5,
        {"$ref": "#/components/parameters/Missing"},
        {"name": "id", "in": "path", "schema": STRING},
    ]
    api, diagnostics, _ = run(document({"/a/{id}/{rest}": {"get": {"parameters": parameters}}}))
    found = operation(api)
    assert [(p.name.wire, p.location, short(p.type), p.required) for p in found.parameters] == [
        ("rest", "path", "string", True),
        ("q", "query", "integer", False),
        ("id", "path", "string", True),
    ]
    assert sorted(one.code for one in diagnostics) == [
        "coverage/parameter",  # the first `q`
        "document/type",
        "parameter/duplicate",
        "parameter/location",
        "parameter/name",
        "parameter/not-in-path",
        "parameter/path-optional",
        "parameter/reserved-header",
        "parameter/reserved-header",
        "parameter/schema",
        "parameter/undeclared",
        "ref/unresolved",
    ]


@pytest.mark.parametrize(
    "parts",
    [
        {"x-fern-parameter-name": "size"},
        {"x-speakeasy-name-override": "size"},
        {"x-ms-client-name": "size"},
        {"schema": {"type": "string", "x-stainless-param": "size"}},
    ],
)
def test_parameter_names_by_extension(parts: dict[str, Any]) -> None:
    parameter = {"name": "X-Page-Size", "in": "query", "schema": STRING, **parts}
    [found] = one(parameters=[parameter]).parameters
    assert found.name == ir.Name("X-Page-Size", ("size",))


# --- bodies ------------------------------------------------------------------------------------

OBJECT = {"type": "object", "properties": {"a": STRING}}
BODIES: list[tuple[str, Any, str]] = [
    ("application/json", STRING, "string"),
    ("application/json", None, "any"),
    ("application/vnd.api+json; charset=utf-8", STRING, "string"),
    ("text/plain", STRING, "string"),
    ("text/csv", OBJECT, "string"),
    ("application/xml", OBJECT, "string"),
    ("application/octet-stream", {"type": "string", "format": "binary"}, "binary"),
    ("application/octet-stream", None, "binary"),
    ("image/png", {}, "binary"),
    ("application/pdf", STRING, "binary"),
    ("application/zip", STRING, "binary"),
    ("*/*", OBJECT, "&"),
    ("application/x-www-form-urlencoded", OBJECT, "&"),
    ("multipart/form-data", OBJECT, "&"),
    ("application/x-www-form-urlencoded", STRING, "string"),
]


@pytest.mark.parametrize(("content_type", "schema", "want"), BODIES)
def test_what_bodies_hold(content_type: str, schema: Any, want: str) -> None:
    media = {} if schema is None else {"schema": schema}
    body = one(method="post", requestBody={"content": {content_type: media}}).body
    assert body is not None
    assert body.content[0].content_type == content_type
    assert short(body.content[0].type).startswith(want)


@pytest.mark.parametrize(
    ("variable", "declared", "wire", "warned"),
    [
        ("name=shelves/*", "name=shelves/*", "name=shelves/*", []),
        ("name=shelves/*", "name", "name", []),
        ("name+", "name", "name", []),
        ("name*", "name*", "name*", []),
        ("name=shelves/*", "", "name=shelves/*", ["parameter/undeclared"]),
        ("name", "name=a", "name", ["parameter/not-in-path", "parameter/undeclared"]),
    ],
)
def test_a_variable_may_say_what_its_value_is_like(
    variable: str, declared: str, wire: str, warned: list[str]
) -> None:
    one = {"name": declared, "in": "path", "required": True, "schema": STRING}
    tree = document({f"/v1/{{{variable}}}": {"get": {"parameters": [one] if declared else []}}})
    before, found = operation(api_of(tree)).path
    assert before == "/v1/" and isinstance(found, ir.Parameter)
    assert (found.name.wire, found.name.words) == (wire, ("name",))
    assert sorted(codes(tree)) == warned


def test_a_sign_in_the_name_of_a_variable_is_spelt_out() -> None:
    parameter = {"name": "-1", "in": "path", "required": True, "schema": STRING}
    [found] = one("/{-1}", parameters=[parameter]).parameters
    assert found.name.words == ("minus", "1")


def test_a_file_of_json_stays_a_file() -> None:
    content = {"application/json": {"schema": {"type": "string", "format": "binary"}}}
    body = one(method="post", requestBody={"content": content}).body
    assert body is not None
    assert body.content[0].format == "binary"


@pytest.mark.parametrize(
    "schema",
    [{"type": "array", "items": OBJECT}, {"type": "integer"}, {"oneOf": [OBJECT, STRING]}],
)
def test_a_form_without_fields_takes_any(schema: dict[str, Any]) -> None:
    content = {"multipart/form-data": {"schema": schema}}
    tree = document({"/a": {"post": {"requestBody": {"content": content}}}})
    body = operation(api_of(tree)).body
    assert body is not None
    assert short(body.content[0].type) == "{any}"
    assert codes(tree) == ["media/fields"]


def test_parts_of_one_type_without_names_are_a_map() -> None:
    content = {"multipart/mixed": {"itemSchema": {"type": "integer"}}}
    tree = document({"/a": {"post": {"requestBody": {"content": content}}}})
    body = operation(api_of(tree)).body
    assert body is not None
    assert short(body.content[0].type) == "{integer}"
    assert codes(tree) == ["media/fields"]


def test_a_form_is_not_what_the_same_schema_is_in_json() -> None:
    media = {"schema": {"type": "integer"}}
    content = {"application/json": media, "application/x-www-form-urlencoded": media}
    api = api_of(document({"/a": {"post": {"requestBody": {"content": content}}}}))
    bodies = [found.body for _, found in operations(api)]
    assert [short(it.content[0].type) for it in bodies if it is not None] == ["integer", "{any}"]


@pytest.mark.parametrize(
    ("given", "want"),
    [
        ("application/json\ninjected: 1", "application/json"),
        ("text/plain; a=\u00e9", "text/plain; a="),
        ("\r\n", "application/octet-stream"),
    ],
)
def test_a_media_type_can_stand_in_a_header(given: str, want: str) -> None:
    tree = document({"/a": {"post": {"requestBody": {"content": {given: {}}}}}})
    body = operation(api_of(tree)).body
    assert body is not None
    assert body.content[0].content_type == want
    assert codes(tree) == ["media/name"]


def test_percent_encodings_of_paths_are_in_upper_case() -> None:
    assert one("/a%2fb%c3%a9/c").path == ("/a%2Fb%C3%A9/c",)


def test_methods_are_sent_in_upper_case() -> None:
    tree = document({"/a": {"additionalOperations": {"link": {"responses": {}}}}})
    assert operation(api_of(tree)).method == "LINK"
    assert "document/method" in codes(tree)


def test_json_is_preferred_and_equal_schemas_are_one() -> None:
    content = {
        "application/x-www-form-urlencoded": {"schema": OBJECT},
        "application/xml": {"schema": OBJECT},
        "text/plain": {},
        "application/json": {"schema": dict(OBJECT), "example": {"a": "b"}},
    }
    body = {"content": content, "required": True, "description": "A thing"}
    api = api_of(document({"/things": {"post": {"requestBody": body}}}))
    found = [one.body for _, one in operations(api) if one.body is not None]
    assert [[media.content_type for media in one.content] for one in found] == [
        ["application/json"],
        ["application/x-www-form-urlencoded"],
        ["text/plain"],
        ["application/xml"],
    ]
    assert found[0].content[0].type == found[1].content[0].type
    assert found[0].content[0].examples == (ir.Example(value={"a": "b"}),)
    assert all(one.required and one.docs.description == "A thing" for one in found)
    assert list(names(api).values()) == ["thing_create_request"]


def test_different_schemas_of_one_body_are_named_by_their_type() -> None:
    other = {"type": "object", "properties": {"b": STRING}}
    content = {"application/json": {"schema": OBJECT}, "multipart/form-data": {"schema": other}}
    api = api_of(document({"/things": {"post": {"requestBody": {"content": content}}}}))
    assert list(names(api).values()) == ["thing_create_request", "thing_create_request_form_data"]


FILES = {"type": "array", "items": {"type": "string", "format": "binary"}}


PARTS, FORM = "multipart/form-data", "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("given", "media", "version", "want"),
    [
        ({"contentType": "a/b"}, PARTS, "3.1", ("a/b", None, None)),
        ({"style": "form"}, PARTS, "3.1", ("", "form", None)),
        ({"explode": False}, PARTS, "2.0", ("", "form", False)),
        ({"explode": False}, FORM, "3.0", ("", "form", False)),
        ({"style": "deepObject"}, FORM, "3.0", ("", "deepObject", None)),
        # A style goes before a media type; some tools write one at each part of 3.0.
        ({"style": "form", "contentType": "a/b"}, PARTS, "3.1", ("", "form", None)),
        ({"style": "form", "contentType": "a/b"}, PARTS, "3.0", ("a/b", None, None)),
        ({"style": "form", "explode": False}, "multipart/mixed", "3.1", ("", None, None)),
    ],
)
def test_encodings(given: dict[str, Any], media: str, version: str, want: tuple[Any, ...]) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "array"}, "files": FILES}}
    encoding = {"a": {**given, "allowReserved": True}, "files": given, "bad": 5}
    content = {media: {"schema": schema, "encoding": encoding}}
    tree = document({"/a": {"post": {"requestBody": {"content": content}}}})
    api, diagnostics, _ = run(tree, version=version)
    body = operation(api).body
    assert body is not None
    found, files = body.content[0].encoding
    assert (found.content_type, found.style, found.explode) == want
    assert [one.code for one in diagnostics] == ["document/type"]
    if media.startswith("multipart"):  # files have no style
        assert (files.content_type, files.style) == (given.get("contentType", ""), None)


def test_headers_of_parts() -> None:
    encoding = {"file": {"headers": {"X-Size": {"schema": {"type": "integer"}}}}}
    content = {"multipart/form-data": {"schema": OBJECT, "encoding": encoding}}
    body = operation(api_of(document({"/a": {"post": {"requestBody": {"content": content}}}}))).body
    assert body is not None
    headers = body.content[0].encoding[0].headers
    assert [(one.name.wire, short(one.type)) for one in headers] == [("X-Size", "integer")]


def test_a_body_without_content() -> None:
    tree = document({"/a": {"post": {"requestBody": {"description": "x"}}}})
    assert operation(api_of(tree)).body is None
    assert codes(tree) == ["body/content"]


# --- answers -----------------------------------------------------------------------------------


def test_responses() -> None:
    header = {"description": "Left", "schema": {"type": "integer"}, "required": True}
    responses = {
        "200": {
            "description": "OK",
            "headers": {"X-Left": header, "Content-Type": {"schema": STRING}},
            "content": {"application/json": {"schema": STRING}},
        },
        "202": {"description": "Later", "content": {"application/json": {"schema": OBJECT}}},
        "204": {"description": "None"},
        "4xx": {"description": "Bad", "content": {"application/json": {"schema": OBJECT}}},
        "default": {"$ref": "#/components/responses/Problem"},
        "20": {"description": "what"},
        "x-note": {},
    }
    components: Any = {"responses": {"Problem": {"content": {"text/plain": {}}}}}
    tree = document({"/things": {"get": {"responses": responses}}}, components=components)
    api, diagnostics, _ = run(tree)
    found = operation(api).responses
    assert [(one.status, len(one.content)) for one in found] == [
        ("200", 1),
        ("202", 1),
        ("204", 0),
        ("4XX", 1),
        ("default", 1),
    ]
    [left] = found[0].headers
    assert (left.name.wire, left.location, short(left.type), left.required) == (
        "X-Left",
        "header",
        "integer",
        True,
    )
    assert list(names(api).values()) == ["thing_list_accepted_response", "thing_list_client_error"]
    assert [one.code for one in diagnostics] == ["response/status"]


def test_default_is_the_answer_where_there_is_no_other() -> None:
    responses = {"default": {"content": {"application/json": {"schema": OBJECT}}}}
    api = api_of(document({"/things": {"get": {"responses": responses}}}))
    assert list(names(api).values()) == ["thing_retrieve_response"]


def test_named_examples() -> None:
    examples = {
        "first": {"value": 1, "summary": "One"},
        "second": {"$ref": "#/components/examples/Two"},
        "third": {"externalValue": "https://example.com"},
    }
    content = {"application/json": {"schema": {"type": "integer"}, "examples": examples}}
    tree = document(
        {"/a": {"get": {"responses": {"200": {"content": content}}}}},
        components={"examples": {"Two": {"value": 2}}},
    )
    [media] = operation(api_of(tree)).responses[0].content
    assert media.examples == (
        ir.Example(value=1, name="first", summary="One"),
        ir.Example(value=2, name="second"),
    )


# --- streams -----------------------------------------------------------------------------------

EVENT = {
    "type": "object",
    "properties": {
        "event": STRING,
        "data": {"type": "string", "contentMediaType": "application/json", "contentSchema": OBJECT},
    },
}


def stream(content: Any, **body: Any) -> ir.Streaming | None:
    responses = {"200": {"description": "OK", "content": content}}
    return one(method="post", responses=responses, **body).streaming


def test_streams() -> None:
    sse = stream({"text/event-stream": {"schema": OBJECT}})
    assert sse is not None
    assert (sse.format, sse.always, sse.flag, sse.terminator) == ("sse", True, "", "")
    assert isinstance(sse.item, ir.Ref)
    lines = stream({"application/x-ndjson": {"schema": {"type": "array", "items": STRING}}})
    assert lines is not None and (lines.format, lines.item) == ("jsonl", ir.String())
    sequence = stream({"application/json-seq": {"itemSchema": {"type": "integer"}}})
    assert sequence is not None and sequence.item == ir.Integer()
    text = stream({"text/event-stream": {"schema": STRING}})
    assert text is not None and text.item == ir.Any()
    assert stream({"application/json": {"schema": OBJECT}}) is None


def test_events_whose_data_has_a_schema() -> None:
    found = stream({"text/event-stream": {"itemSchema": EVENT}})
    assert found is not None and isinstance(found.item, ir.Ref)
    assert found.item.pointer.endswith("/itemSchema/properties/data/contentSchema")


def test_a_stream_on_request() -> None:
    body = {
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "stream": {"type": "boolean", "description": "Ends with `[DONE]`."}
                    },
                }
            }
        }
    }
    content = {"application/json": {"schema": OBJECT}, "text/event-stream": {"schema": OBJECT}}
    found = stream(content, requestBody=body)
    assert found is not None
    assert (found.always, found.flag, found.terminator) == (False, "stream", "[DONE]")


def test_streaming_of_fern() -> None:
    extension = {
        "format": "sse",
        "terminator": "END",
        "stream-condition": "$request.live",
        "response-stream": STRING,
    }
    found = stream({"application/json": {"schema": OBJECT}}, **{"x-fern-streaming": extension})
    assert found == ir.Streaming(
        format="sse", item=ir.String(), terminator="END", always=False, flag="live"
    )


# --- the rest ----------------------------------------------------------------------------------


def test_texts() -> None:
    found = one(
        operationId="getA",
        summary="S",
        description="D",
        deprecated=True,
        tags=["x", 5],
        externalDocs={"url": "https://example.com"},
        **{"x-deprecated-reason": "Old.", "x-speakeasy-deprecation-replacement": "getB"},
    )
    assert found.id == "getA"
    assert found.tags == ("x",)
    assert found.stability == "deprecated"
    assert found.docs == ir.Docs(
        summary="S",
        description="D",
        deprecated=True,
        deprecation="Old. Use `getB` instead.",
        external="https://example.com",
    )


STABILITY = [
    ({"x-fern-availability": "beta"}, "beta"),
    ({"x-fern-availability": {"status": "generally-available"}}, "stable"),
    ({"x-stability-level": "draft"}, "alpha"),
    ({"x-oai-beta": True}, "beta"),
    ({"x-fern-availability": "whatever"}, "stable"),
    ({}, "stable"),
]


@pytest.mark.parametrize(("parts", "want"), STABILITY)
def test_stability(parts: dict[str, Any], want: str) -> None:
    assert one(**parts).stability == want


RETRIES: list[tuple[dict[str, Any], ir.Retry | None]] = [
    ({"x-speakeasy-retries": {"strategy": "none"}}, ir.Retry(max_retries=0)),
    (
        {"x-speakeasy-retries": {"strategy": "backoff", "statusCodes": ["5XX", 408, "what"]}},
        ir.Retry(statuses=("5XX", "408")),
    ),
    ({"x-fern-retries": {"disabled": True}}, ir.Retry(max_retries=0)),
    ({"x-fern-retries": {"max-attempts": 3}}, ir.Retry(max_retries=2)),
    ({"x-scalar-retries": 4}, ir.Retry(max_retries=4)),
    ({"x-scalar-retries": "many"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("parts", "want"), RETRIES)
def test_retries(parts: dict[str, Any], want: ir.Retry | None) -> None:
    assert one(**parts).retry == want


def test_timeout_and_idempotency() -> None:
    assert one("/a", "get", **{"x-speakeasy-timeout": 1500}).timeout == 1.5
    header = {"name": "Idempotency-Key", "in": "header", "schema": STRING}
    assert one(method="post", parameters=[header]).idempotency_header == "Idempotency-Key"
    tree = {
        **document({"/a": {"post": {"x-fern-idempotent": True}}}),
        "x-fern-idempotency-headers": [{"header": "X-Once"}],
    }
    assert operation(api_of(tree)).idempotency_header == "X-Once"


def test_webhooks() -> None:
    content = {"application/json": {"schema": OBJECT}}
    hook = {"post": {"requestBody": {"content": content}, "description": "D"}}
    api = api_of(document(webhooks={"newPet": hook}))
    [found] = api.webhooks
    assert (found.name.words, found.method, found.docs.description) == (("new", "pet"), "POST", "D")
    assert list(names(api).values()) == ["new_pet_payload"]
    [schema] = api.schemas.values()
    assert schema.origin.role == "webhook"


def test_callbacks() -> None:
    content = {"application/json": {"schema": OBJECT}}
    item = {"post": {"requestBody": {"content": content}}}
    called = {"callbacks": {"onDone": {"{$request.body#/url}": item}}}
    api = api_of(document({"/jobs": {"post": called}}))
    assert ["_".join(one.name.words) for one in api.webhooks] == ["on_done"]
    assert list(names(api).values()) == ["on_done_payload"]

    api = api_of(document({"/jobs": {"post": called}, "/tasks": {"post": called}}))
    assert ["_".join(one.name.words) for one in api.webhooks] == [
        "job_create_on_done",
        "task_create_on_done",
    ]


def test_paths_of_azure_with_a_query() -> None:
    api = api_of({**document(), "x-ms-paths": {"/things?kind=a": {"get": {}}}})
    assert operation(api).path == ("/things?kind=a",)


def test_extensions_without_effect_are_noted() -> None:
    tree = {**document({"/a": {"get": {"x-speakeasy-polling": []}}}), "x-ms-parameterized-host": {}}
    assert codes(tree) == ["extension/unsupported"] * 2


def test_everything_of_an_operation_is_in_its_resource_in_order() -> None:
    paths = {
        "/b": {"get": {"responses": ok(OBJECT)}},
        "/a": {"post": {"requestBody": {"content": {"application/json": {"schema": OBJECT}}}}},
    }
    api = api_of(document(paths, {"Z": OBJECT, "A": OBJECT}))
    assert list(names(api).values()) == ["z", "a", "b_retrieve_response", "a_create_request"]
    assert [child.name.wire for child in api.root.children] == ["b", "a"]
    msgspec.json.encode(api)


def test_read_only_components_keep_their_members() -> None:
    schema = {"properties": {"a": {"$ref": SCHEMAS + "T", "readOnly": True}}}
    api = api_of(document(schemas={"S": schema, "T": STRING}))
    found = api.schemas[SCHEMAS + "S"]
    assert members(found) == {"a": "&T"}
    assert isinstance(found, ir.Object) and found.properties[0].read_only


@pytest.mark.parametrize(
    ("name", "said"),
    [("X-A_b.c", []), ("X A", ["parameter/header-name"]), ("Ä", ["parameter/header-name"])],
)
def test_names_that_no_header_can_have(name: str, said: list[str]) -> None:
    header = {"name": name, "in": "header", "schema": {"type": "string"}}
    tree = document({"/a": {"get": {"parameters": [header], "responses": {}}}})
    assert codes(tree) == said
    assert [it.name.wire for it in operation(api_of(tree)).parameters] == [name]
