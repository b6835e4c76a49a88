"""Resources and methods: where an operation belongs and what it is called."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.normalizing import config, document, ok, operations, run

ROWS = {"type": "object", "properties": {"items": {"type": "array", "items": {"type": "string"}}}}


def named(paths: Any, settings: Any = None, **root: Any) -> dict[str, str]:
    """`GET /path` -> dotted name."""
    api, _, _ = run(document(paths, **root), settings)
    found = {}
    for name, one in operations(api):
        text = "".join(
            part if isinstance(part, str) else "{" + part.name.wire + "}" for part in one.path
        )
        found[f"{one.method} {text}"] = name
    return found


BY_PATH = [
    ("GET", "/users", "users.list"),
    ("POST", "/users", "users.create"),
    ("GET", "/users/{id}", "users.retrieve"),
    ("PUT", "/users/{id}", "users.update"),
    ("PATCH", "/users/{id}", "users.update"),
    ("POST", "/users/{id}", "users.update"),
    ("DELETE", "/users/{id}", "users.delete"),
    ("HEAD", "/users/{id}", "users.head"),
    ("QUERY", "/users", "users.query"),
    ("GET", "/api/v1/users", "users.list"),
    ("GET", "/rest/api/3/users", "users.list"),
    ("GET", "/v2beta1/users", "users.list"),
    ("GET", "/{tenant}/users/{id}", "users.retrieve"),
    ("GET", "/users/{id}/posts/{post}", "users.posts.retrieve"),
    ("GET", "/orgs/{org}/teams/{slug}/members", "orgs.teams.members.list"),
    ("GET", "/batch-processing", "batch_processing.retrieve"),
    ("GET", "/users/{id}/avatar", "users.avatar.retrieve"),
    ("DELETE", "/users/{id}/avatar", "users.avatar.delete"),
    ("POST", "/jobs/{id}/cancel", "jobs.cancel"),
    ("POST", "/jobs/{id}/mark-as-read", "jobs.mark_as_read"),
    ("PUT", "/jobs/{id}/archive", "jobs.archive"),
    ("POST", "/users/createWithList", "users.create_with_list"),
    ("GET", "/users/findByStatus", "users.find_by_status"),
    ("GET", "/users/search", "users.search"),
    ("GET", "/users/me", "users.me"),
    ("POST", "/users/upload_sessions", "users.upload_sessions.create"),
    ("POST", "/users:batchGet", "users.batch_get"),
    ("POST", "/users/{id}:undelete", "users.undelete"),
    ("POST", "/chat.postMessage", "chat.post_message"),
    ("POST", "/acme.shop.v1.OrderService/PlaceOrder", "order_service.place_order"),
    ("POST", "/twirp/acme.v1.Haberdasher/MakeHat", "haberdasher.make_hat"),
    ("POST", "/sendMessage", "send_message"),
    ("POST", "/login", "login"),
    ("GET", "/health", "health"),
    ("GET", "/containers/json", "containers.list"),
    ("GET", "/users.json", "users.list"),
    ("GET", "/users('{id}')", "users.retrieve"),
    ("GET", "/thumbnail.{format}", "thumbnail.retrieve"),
    ("PUT", "/files/{id}#add_shared_link", "files.add_shared_link"),
    ("GET", "/", "get"),
]


@pytest.mark.parametrize(("method", "path", "want"), BY_PATH)
def test_path_and_verb(method: str, path: str, want: str) -> None:
    assert list(named({path: {method.lower(): {}}}).values()) == [want]


def test_put_beside_patch_replaces() -> None:
    assert list(named({"/users/{id}": {"put": {}, "patch": {}}}).values()) == [
        "users.replace",
        "users.update",
    ]


@pytest.mark.parametrize(
    ("schema", "want"),
    [
        ({"type": "array", "items": {}}, "report.list"),
        ({"type": "object", "properties": {"a": {"type": "string"}}}, "report.retrieve"),
        (ROWS, "report.retrieve"),
        ({}, "report.retrieve"),
    ],
)
def test_the_answer_says_whether_a_get_lists(schema: Any, want: str) -> None:
    assert list(named({"/report": {"get": {"responses": ok(schema)}}}).values()) == [want]


def test_a_plural_with_one_object_as_answer_is_no_list() -> None:
    schema = {"type": "object", "properties": {"theme": {"type": "string"}}}
    assert list(named({"/settings": {"get": {"responses": ok(schema)}}}).values()) == [
        "settings.retrieve"
    ]
    assert list(named({"/users": {"get": {"responses": ok(ROWS)}}}).values()) == ["users.list"]


OPERATION_IDS: list[tuple[str, dict[str, dict[str, str]], list[str]]] = [
    (
        "dots",
        {"/a": {"get": "users.list"}, "/b": {"post": "users.teams.addMember"}},
        ["users.list", "users.teams.add_member"],
    ),
    (
        "slashes",
        {"/a": {"get": "repos/list-for-org"}, "/b": {"post": "repos/create"}},
        ["repos.list_for_org", "repos.create"],
    ),
    (
        "Group_Method",
        {"/a": {"get": "Pets_ListAll"}, "/b": {"get": "Pets_Get"}},
        ["pets.list_all", "pets.get"],
    ),
    (
        "snake case is no group",
        {"/a": {"get": "list_things"}, "/b": {"post": "list_more"}},
        ["a.retrieve", "b.create"],
    ),
    (
        "FastAPI",
        {"/api/v1/jobs": {"get": "list_jobs_api_v1_jobs_get"}},
        ["jobs.list"],
    ),
]


@pytest.mark.parametrize(
    ("ids", "want"), [row[1:] for row in OPERATION_IDS], ids=[row[0] for row in OPERATION_IDS]
)
def test_operation_ids(ids: dict[str, dict[str, str]], want: list[str]) -> None:
    paths = {
        path: {method: {"operationId": name} for method, name in methods.items()}
        for path, methods in ids.items()
    }
    assert sorted(named(paths).values()) == sorted(want)


COLLISIONS: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    (
        "the usual meaning stays",
        {
            "/docs": {"delete": {"operationId": "clearAll"}},
            "/docs/{id}": {"delete": {"operationId": "deleteDoc"}},
        },
        {"DELETE /docs": "docs.clear_all", "DELETE /docs/{id}": "docs.delete"},
    ),
    (
        "the plainest of paths that are spelled alike stays",
        {path: {"get": {"responses": ok(ROWS)}} for path in ("/users/", "/Users", "/users")},
        {
            "GET /users": "users.list",
            "GET /users/": "users.list_with_slash",
            "GET /Users": "users.get_users",
        },
    ),
    (
        "a slash at the end is no collision by itself",
        {"/users/": {"get": {"responses": ok(ROWS)}}, "/users/{id}/": {"get": {}}},
        {"GET /users/": "users.list", "GET /users/{id}/": "users.retrieve"},
    ),
    (
        "two items: both say their parameters",
        {"/a/{x}": {"get": {}}, "/a/{x}/{y}": {"get": {}}},
        {"GET /a/{x}": "a.retrieve_by_x", "GET /a/{x}/{y}": "a.retrieve_by_x_y"},
    ),
    (
        "operationIds tell apart",
        {"/v1/a": {"post": {"operationId": "makeA"}}, "/v2/a": {"post": {"operationId": "newA"}}},
        {"POST /v1/a": "a.make", "POST /v2/a": "a.new"},
    ),
    (
        "versions tell apart",
        {"/v1/a": {"post": {}}, "/v2/a": {"post": {}}},
        {"POST /v1/a": "v1.a.create", "POST /v2/a": "v2.a.create"},
    ),
    (
        "a verb that is also a group",
        {"/p/{id}/follow": {"post": {}, "delete": {}}},
        {"POST /p/{id}/follow": "p.follow.create", "DELETE /p/{id}/follow": "p.follow.delete"},
    ),
    (
        "case",
        {"/Users": {"post": {}}, "/users": {"post": {}}},
        {"POST /Users": "users.post_users", "POST /users": "users.post_users_2"},
    ),
]


@pytest.mark.parametrize(
    ("paths", "want"), [row[1:] for row in COLLISIONS[:-1]], ids=[row[0] for row in COLLISIONS[:-1]]
)
def test_collisions(paths: dict[str, Any], want: dict[str, str]) -> None:
    assert named(paths) == want
    assert named(dict(reversed(paths.items()))) == want


def test_collisions_are_reported() -> None:
    _, diagnostics, _ = run(document(COLLISIONS[1][1]))
    assert {one.code for one in diagnostics if one.severity.value == "note"} == {"name/operation"}


SEGMENTS = st.sampled_from(
    ["a", "A", "b-c", "bC", "{x}", "{y}", "v1", "api", "search", "list", "*"]
)
PATHS = st.lists(SEGMENTS, max_size=4).map(lambda parts: "/" + "/".join(parts))
METHODS = st.sampled_from(["get", "put", "post", "delete", "patch", "head"])
IDS = st.sampled_from([None, "", "list", "getA", "a.list", "Pets_List", "x_y", "1"])


@given(st.dictionaries(PATHS, st.dictionaries(METHODS, IDS, max_size=4), max_size=8), st.randoms())
def test_every_operation_has_a_name_of_its_own_in_any_order(
    shape: dict[str, dict[str, str | None]], random: Any
) -> None:
    paths = {
        path: {
            method: {} if name is None else {"operationId": name} for method, name in ops.items()
        }
        for path, ops in shape.items()
    }
    api, _, _ = run(document(paths))
    found = [name for name, _ in operations(api)]
    assert len(found) == sum(len(ops) for ops in paths.values())
    assert len(set(found)) == len(found)
    groups = {name.rpartition(".")[0] for name in found}
    groups |= {group.rpartition(".")[0] for group in groups}
    assert not groups & set(found) - {""}
    items = list(paths.items())
    random.shuffle(items)
    assert named(dict(items)) == named(paths)


def test_config_comes_first() -> None:
    settings = config(
        resources={
            "beta.batch": {
                "methods": {
                    "list": "GET /jobs",
                    "get_status": "jobStatus",
                    "cancel": "#/paths/~1jobs~1{id}/delete",
                    "gone": "GET /nothing",
                }
            },
            "$client": {"methods": {"ping": "get /ping"}},
        }
    )
    paths = {
        "/jobs": {"get": {"x-stainless-method": "other.list"}},
        "/jobs/{id}": {"get": {"operationId": "jobStatus"}, "delete": {}},
        "/ping": {"get": {}},
    }
    api, diagnostics, decisions = run(document(paths), settings)
    assert [name for name, _ in operations(api)] == [
        "ping",
        "beta.batch.list",
        "beta.batch.get_status",
        "beta.batch.cancel",
    ]
    assert "config/operation" in [one.code for one in diagnostics]
    assert {one.source for one in decisions if one.what == "method"} == {"config"}


EXTENSIONS = [
    ({"x-stainless-method": "accounts.members.list"}, "accounts.members.list"),
    ({"x-stainless-method": {"path": "accounts.list"}}, "accounts.list"),
    ({"x-stainless-method": "$client.ping"}, "ping"),
    ({"x-speakeasy-group": "people.all", "x-speakeasy-name-override": "fetch"}, "people.all.fetch"),
    ({"x-speakeasy-name-override": "fetch"}, "users.fetch"),
    ({"x-speakeasy-group": "people"}, "people.list"),
    ({"x-fern-sdk-group-name": ["a", "b"], "x-fern-sdk-method-name": "send"}, "a.b.send"),
    ({"x-fern-sdk-method-name": "send"}, "send"),
    ({"x-scalar-method": "users.all"}, "users.all"),
    ({"x-operation-name": "everybody"}, "users.everybody"),
    ({"x-groupName": "Team", "x-methodName": "listAll"}, "team.list_all"),
    ({"x-stainless-method": 5}, "users.list"),
    ({"x-stainless-method": "..."}, "users.list"),
    ({"x-stainless-method": "a.b", "x-speakeasy-name-override": "c"}, "a.b"),
]


@pytest.mark.parametrize(("parts", "want"), EXTENSIONS)
def test_vendor_extensions(parts: dict[str, Any], want: str) -> None:
    assert list(named({"/users": {"get": parts}}).values()) == [want]


def test_vendors_that_disagree() -> None:
    parts = {"x-speakeasy-name-override": "one", "x-fern-sdk-method-name": "two"}
    api, diagnostics, _ = run(document({"/users": {"get": parts}}))
    assert [name for name, _ in operations(api)] == ["users.one"]
    assert [one.code for one in diagnostics] == ["extension/conflict"]


def test_speakeasy_rules_at_the_root() -> None:
    rules = [{"operationId": "^get.*", "methodNameOverride": "fetch"}]
    paths = {"/users/{id}": {"get": {"operationId": "getUser"}, "put": {"operationId": "putUser"}}}
    found = named(paths, **{"x-speakeasy-name-override": rules})
    assert list(found.values()) == ["users.fetch", "users.update"]


@pytest.mark.parametrize(
    "key", ["x-internal", "x-fern-ignore", "x-speakeasy-ignore", "x-stainless-skip"]
)
def test_operations_that_are_to_be_left_out(key: str) -> None:
    paths = {"/users": {"get": {key: True}, "post": {key: False}}, "/b": {"get": {key: ["go"]}}}
    api, diagnostics, _ = run(document(paths))
    assert len(list(operations(api))) == 2
    skipped = [one.pointer for one in diagnostics if one.code == "operation/skipped"]
    assert skipped == ["#/paths/~1users/get"]


def test_resources_have_the_texts_of_their_tags() -> None:
    tags = [{"name": "Users", "description": "People."}]
    api, _, _ = run(document({"/users": {"get": {}}}, tags=tags))
    assert api.root.children[0].docs.description == "People."


def test_shared_path_items_and_further_methods() -> None:
    item = {"get": {"operationId": "a"}, "additionalOperations": {"COPY": {"operationId": "b"}}}
    tree = document(
        {
            "/a": {"$ref": "#/components/pathItems/Shared"},
            "/b": {"$ref": "#/components/pathItems/Shared"},
        },
        components={"pathItems": {"Shared": item}},
    )
    api, _, _ = run(tree)
    found = {name: one.pointer for name, one in operations(api)}
    assert found == {
        "a.retrieve": "#/paths/~1a/get",
        "a.copy": "#/paths/~1a/additionalOperations/COPY",
        "b.retrieve": "#/paths/~1b/get",
        "b.copy": "#/paths/~1b/additionalOperations/COPY",
    }


def test_operations_of_other_files() -> None:
    """An operation behind a reference is as complete as one in its place."""
    listing = {
        "operationId": "listPets",
        "parameters": [{"$ref": "parameters.yaml#/limit"}],
        "responses": ok({"type": "array", "items": {"type": "object", "properties": {"a": {}}}}),
    }
    files: dict[str, Any] = {
        "pets/list.yaml": listing,
        "pets/parameters.yaml": {"limit": {"name": "limit", "in": "query", "schema": {}}},
    }
    tree = document({"/pets": {"get": {"$ref": "pets/list.yaml"}, "put": {"$ref": "gone.yaml"}}})
    api, diagnostics, _ = run(tree, None, **files)
    found = dict(operations(api))
    assert list(found) == ["pets.list", "pets.update"]
    assert [one.name.wire for one in found["pets.list"].parameters] == ["limit"]
    assert [one.name.words for one in api.schemas.values()] == [("pet", "list", "response", "item")]
    assert [one.code for one in diagnostics] == ["ref/unresolved"]
