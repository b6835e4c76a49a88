"""The wire vectors of tests/wire, run against the Python runtime and a real server."""

from __future__ import annotations

import asyncio
import base64
import datetime
import decimal
import json
import re
import uuid
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, Generic, TypeVar

import jsonschema
import pytest
from clientsmith_runtime import errors, paging, streaming
from clientsmith_runtime.auth import ApiKey, Auth, Bearer
from clientsmith_runtime.body import encode
from clientsmith_runtime.client_async import AsyncClient
from clientsmith_runtime.client_sync import SyncClient
from clientsmith_runtime.models import Model
from clientsmith_runtime.operation import Operation, PagedOperation
from clientsmith_runtime.options import Timeout
from clientsmith_runtime.paging_rules import read
from clientsmith_runtime.sentinel import omit
from clientsmith_runtime.sse import SSEParser
from clientsmith_runtime.styles import (
    Style,
    cookie_header,
    header_value,
    path_segment,
    query_string,
)
from scripted_server import ScriptedServer, serving, serving_two

WIRE = Path(__file__).parents[2] / "wire"
FILES = ["styles", "sse", "retry", "pages", "errors", "redirects", "credentials", "bodies"]
T = TypeVar("T")


def load(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((WIRE / f"{name}.json").read_text())["cases"]
    return cases


def vectors(name: str) -> Any:
    cases = load(name)
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])


@pytest.mark.parametrize("name", FILES)
def test_files_follow_the_schema(name: str) -> None:
    schema = json.loads((WIRE / "schema.json").read_text())
    validator = jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{name}"})
    cases = load(name)
    for case in cases:
        assert not [error.message for error in validator.iter_errors(case)], case["name"]
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names)


def native(case: dict[str, Any]) -> Any:
    """The case's value in the type that Python has for its format."""
    value = case["value"]
    read_as: dict[str, Callable[[Any], Any]] = {
        "date-time": lambda it: datetime.datetime.fromisoformat(it.replace("Z", "+00:00")),
        "date": datetime.date.fromisoformat,
        "uuid": uuid.UUID,
        "byte": base64.b64decode,
        "decimal": decimal.Decimal,
    }
    convert = read_as.get(case.get("format", ""))
    return convert(value) if convert else value


STYLES = {
    ("simple", False): Style.SIMPLE,
    ("simple", True): Style.SIMPLE_EXPLODE,
    ("label", False): Style.LABEL,
    ("label", True): Style.LABEL_EXPLODE,
    ("matrix", False): Style.MATRIX,
    ("matrix", True): Style.MATRIX_EXPLODE,
    ("form", False): Style.FORM_COMMA,
    ("form", True): Style.FORM,
    ("spaceDelimited", False): Style.SPACE,
    ("spaceDelimited", True): Style.FORM,
    ("pipeDelimited", False): Style.PIPE,
    ("pipeDelimited", True): Style.FORM,
    ("deepObject", True): Style.DEEP_OBJECT,
}


def write(case: dict[str, Any], style: Style | None) -> str:
    name = case.get("parameter", "color")
    value = native(case)
    if case["in"] == "path":
        return path_segment(name, value, style)
    if case["in"] == "header":
        return header_value(name, value, style)
    styles = None if style is None else {name: style}
    return (query_string if case["in"] == "query" else cookie_header)({name: value}, styles)


@vectors("styles")
def test_styles(case: dict[str, Any]) -> None:
    style = Style.JSON if "content" in case else STYLES[case["style"], case["explode"]]
    if case.get("allowReserved"):
        style = style.reserved
    is_default = style in (
        {"path": Style.SIMPLE, "query": Style.FORM, "header": Style.SIMPLE}.get(
            case["in"], Style.FORM
        ),
    )
    for given in (style, None) if is_default else (style,):
        if "error" in case:
            with pytest.raises(ValueError):
                write(case, given)
        else:
            assert write(case, given) == case["expect"]


PLACES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}


def kind_of(case: dict[str, Any]) -> str:
    value = case["value"]
    return "empty" if value == "" else type(value).__name__


def test_every_cell_of_the_specifications_table_has_a_case() -> None:
    cases = [it for it in load("styles") if "format" not in it and "parameter" not in it]
    reserved = {
        (it["in"], it["style"], it["explode"], kind_of(it)) for it in cases if "allowReserved" in it
    }
    content = {(it["in"], kind_of(it)) for it in cases if "content" in it}
    plain = {
        (it["in"], it["style"], it["explode"], kind_of(it))
        for it in cases
        if "content" not in it and "allowReserved" not in it
    }
    types = ("str", "int", "bool", "NoneType", "list", "dict")
    every = {
        (place, style, explode, kind)
        for place, styles in PLACES.items()
        for style in styles
        for explode in ((True,) if style == "deepObject" else (False, True))
        for kind in (*types, "empty")
    }
    assert every - plain == set()
    encoded = {
        (place, style, explode, kind)
        for place, style, explode, kind in every
        if place in ("path", "query") and style != "deepObject" and kind in ("str", "list", "dict")
    }
    assert encoded - reserved == set()
    assert {(place, kind) for place in PLACES for kind in types} - content == set()


def chunks_of(case: dict[str, Any]) -> list[bytes]:
    return [
        chunk.encode() if isinstance(chunk, str) else base64.b64decode(chunk["base64"])
        for chunk in case["chunks"]
    ]


class Answer:
    """An answer that a stream reads, without a network: the chunks are the point."""

    request = None

    def __init__(self, chunks: list[bytes]) -> None:
        self.chunks = chunks
        self.closed = 0

    def iter_bytes(self) -> Any:
        yield from self.chunks

    def close(self) -> None:
        self.closed += 1


class AsyncAnswer(Answer):
    async def iter_bytes(self) -> Any:
        for chunk in self.chunks:
            yield chunk

    async def close(self) -> None:
        self.closed += 1


def check_stream_error(case: dict[str, Any], error: errors.StreamError | None) -> None:
    assert (error is not None) == ("error" in case)
    if error is not None and "body" in case["error"]:
        assert error.body == case["error"]["body"]


@vectors("sse")
def test_sse(case: dict[str, Any]) -> None:
    chunks = chunks_of(case)
    if "events" in case:
        parser = SSEParser()
        events = [event for chunk in chunks for event in parser.feed(chunk)]
        assert [(it.data, it.event, it.id, it.retry) for it in events] == [
            (it["data"], it.get("event", "message"), it.get("id", ""), it.get("retry"))
            for it in case["events"]
        ]
        return
    options: Any = {"format": case.get("format", "sse"), "terminator": case.get("terminator")}
    answer = Answer(chunks)
    stream: Any = streaming.Stream(answer, streaming.event_decoder(Any), None, **options)  # type: ignore[arg-type]
    items: list[Any] = []
    failure: errors.StreamError | None = None
    try:
        items.extend(stream_items(stream, items))
    except errors.StreamError as error:
        failure = error
    assert items == case["items"]
    assert answer.closed == 1
    check_stream_error(case, failure)
    asyncio.run(check_async_stream(case, chunks, options))


def stream_items(stream: Any, items: list[Any]) -> list[Any]:
    for item in stream:
        items.append(item)
    return []


async def check_async_stream(case: dict[str, Any], chunks: list[bytes], options: Any) -> None:
    answer = AsyncAnswer(chunks)
    stream: Any = streaming.AsyncStream(answer, streaming.event_decoder(Any), None, **options)  # type: ignore[arg-type]
    items: list[Any] = []
    failure: errors.StreamError | None = None
    try:
        async for item in stream:
            items.append(item)
    except errors.StreamError as error:
        failure = error
    assert items == case["items"]
    assert answer.closed == 1
    check_stream_error(case, failure)


# --- over the network ------------------------------------------------------------------------


def outcome_of(error: BaseException | None) -> str | int:
    """What the vectors call the end of a call."""
    if error is None:
        return "ok"
    if isinstance(error, errors.APIStatusError):
        return error.status_code
    for kind, name in (
        (errors.APITimeoutError, "timeout"),
        (errors.APIConnectionError, "connection"),
        (errors.PaginationError, "pagination"),
        (errors.APIResponseValidationError, "response_validation"),
    ):
        if isinstance(error, kind):
            return name
    raise AssertionError(f"an error that the vectors do not know: {error!r}") from error


def check_outcome(expected: str | int, error: BaseException | None) -> None:
    got = outcome_of(error)
    if expected == "status":
        assert type(error) is errors.APIStatusError
    else:
        assert got == expected


CLIENTS: Any = pytest.mark.parametrize("kind", [SyncClient, AsyncClient], ids=["sync", "async"])


def call(kind: Any, server: ScriptedServer, run: Callable[[Any], Any], **options: Any) -> Any:
    """Run something with a client, and give back its error, or None."""
    options.setdefault("timeout", Timeout(10.0))
    options.setdefault("auth", {"bearer": Bearer("canary")})
    client = kind(base_url=server.origin, **options)

    async def run_async() -> None:
        async with client:
            await run(client)

    try:
        if kind is AsyncClient:
            asyncio.run(run_async())
        else:
            with client:
                run(client)
    except errors.ClientError as error:
        return error
    return None


@CLIENTS
@vectors("retry")
def test_retry(case: dict[str, Any], kind: Any) -> None:
    method = case["method"]
    operation: Operation[Any] = Operation(
        method, "/thing", returns=lambda: Any, body="json" if method == "POST" else ""
    )
    with serving(case["server"]) as (server, script):
        error = call(
            kind,
            server,
            lambda client: client._request(
                operation,
                body={"a": 1} if method == "POST" else omit,
                idempotency_key=case.get("idempotencyKey"),
            ),
            max_retries=case.get("maxRetries", 2),
            timeout=Timeout(case.get("timeout", 10.0)),
        )
    expected = case["expect"]
    check_outcome(expected["outcome"], error)
    assert len(script.received) == expected["attempts"]
    times = [request.at for request in script.received]
    waits = [after - before for before, after in pairwise(times)]
    for (least, most), wait in zip(expected["waits"], waits, strict=True):
        assert least - 0.02 <= wait <= most + 0.5
    if "sameHeader" in expected:
        keys = {it.headers[expected["sameHeader"].lower()] for it in script.received}
        assert keys == {case["idempotencyKey"]}


class Item(Model):
    id: str | None = None


class SyncPageOfVectors(paging.SyncPage[T], Generic[T]):
    items: list[T]
    total: int | None = None
    pages: int | None = None
    more: bool | None = None
    next: Any = None
    meta: Any = None
    data: Any = None


class AsyncPageOfVectors(paging.AsyncPage[T], Generic[T]):
    items: list[T]
    total: int | None = None
    pages: int | None = None
    more: bool | None = None
    next: Any = None
    meta: Any = None
    data: Any = None


def rule_of(facts: dict[str, Any]) -> Any:
    facts = dict(facts)
    kind = facts.pop("kind")
    facts["items"] = facts["items"] or "items"  # a bare array is `items` of an array page
    classes = {
        "offset": paging.OffsetPaging,
        "page": paging.PagePaging,
        "cursor": paging.CursorPaging,
        "link": paging.LinkPaging,
        "last_item": paging.LastItemPaging,
    }
    return classes[kind](**facts)


def page_class(case: dict[str, Any], kind: Any) -> Any:
    is_async = kind is AsyncClient
    if case["paging"]["items"]:
        base: Any = AsyncPageOfVectors if is_async else SyncPageOfVectors
    else:
        base = paging.AsyncArrayPage if is_async else paging.SyncArrayPage

    class Page(base[T], Generic[T]):  # type: ignore[misc]
        _paging = rule_of(case["paging"])

    return Page[Item]


@CLIENTS
@vectors("pages")
def test_pages(case: dict[str, Any], kind: Any) -> None:
    page = page_class(case, kind)
    has_body = "body" in case
    operation: PagedOperation[Any, Any] = PagedOperation(
        "POST" if has_body else "GET",
        "/items",
        sync_page=lambda: page,
        async_page=lambda: page,
        body="json" if has_body else "",
    )
    items: list[Any] = []
    arguments = {"query": case.get("query"), "body": case.get("body", omit)}

    def run(client: SyncClient) -> None:
        for item in client._list(operation, **arguments):
            items.append(item)

    async def run_async(client: AsyncClient) -> None:
        async for item in client._list(operation, **arguments):
            items.append(item)

    answers = [{"status": 200, **answer} for answer in case["pages"]]
    with serving(answers) as (server, script):
        error = call(kind, server, run_async if kind is AsyncClient else run, max_retries=0)
    check_outcome(case["outcome"], error)
    assert [read(item, "id") for item in items] == case["items"]
    assert [f"{it.target} {it.body.decode()}".rstrip() for it in script.received] == case[
        "requests"
    ]
    assert all(it.headers["authorization"] == "Bearer canary" for it in script.received)


ERRORS = {
    "bad_request": errors.BadRequestError,
    "authentication": errors.AuthenticationError,
    "permission_denied": errors.PermissionDeniedError,
    "not_found": errors.NotFoundError,
    "conflict": errors.ConflictError,
    "unprocessable_entity": errors.UnprocessableEntityError,
    "rate_limit": errors.RateLimitError,
    "internal_server": errors.InternalServerError,
    "status": errors.APIStatusError,
    "response_validation": errors.APIResponseValidationError,
}


@CLIENTS
@vectors("errors")
def test_errors(case: dict[str, Any], kind: Any) -> None:
    operation: Operation[Any] = Operation("GET", "/thing", returns=lambda: Item)
    headers = dict(case.get("headers", {}))
    if "contentType" in case:
        headers["Content-Type"] = case["contentType"]
    answer = {"status": case["status"], "body": case["body"], "headers": headers}
    with serving([answer]) as (server, _):
        error = call(kind, server, lambda client: client._request(operation), max_retries=0)
    assert type(error) is ERRORS[case["kind"]]
    assert error.status_code == case["status"]
    assert case.get("messageHas", "") in str(error)
    assert len(str(error)) < case.get("messageShorterThan", 10_000)
    if "requestId" in case:
        assert error.request_id == case["requestId"]


@CLIENTS
@vectors("redirects")
def test_redirects(case: dict[str, Any], kind: Any) -> None:
    method = case.get("method", "GET")
    operation: Operation[Any] = Operation(
        method, "/start", returns=lambda: Any, body="json" if "body" in case else ""
    )
    with serving_two(case["server"]) as (server, _, script):
        error = call(
            kind,
            server,
            lambda client: client._request(
                operation, body=case.get("body", omit), cookies={"session": "canary"}
            ),
            max_retries=0,
        )
    check_outcome(case["outcome"], error)
    assert len(script.received) == len(case["requests"])
    for got, expected in zip(script.received, case["requests"], strict=True):
        assert (got.server, got.target) == (expected["server"], expected["path"])
        secrets = {"authorization", "cookie"} & got.headers.keys()
        assert secrets == ({"authorization", "cookie"} if expected["credentials"] else set())
        assert got.method == expected.get("method", got.method)
        assert got.body.decode() == expected.get("body", got.body.decode())


def credential(one: dict[str, Any]) -> Auth:
    secret = (lambda: one["secret"]) if one.get("provided") else one["secret"]
    if one["in"] == "bearer":
        return Bearer(secret)
    return ApiKey(secret, name=one["name"], location=one["in"])


@CLIENTS
@vectors("credentials")
def test_credentials(case: dict[str, Any], kind: Any) -> None:
    names = tuple(str(at) for at in range(len(case["credentials"])))
    auth = dict(zip(names, map(credential, case["credentials"]), strict=True))
    operation: Operation[Any] = Operation("GET", "/thing", returns=lambda: Any, security=(names,))
    with serving([{"status": 200, "body": {}}]) as (server, script):
        error = call(
            kind,
            server,
            lambda client: client._request(operation, extra_headers=case.get("own")),
            auth=auth,
        )
    assert error is None
    (got,) = script.received
    assert got.target == case["path"]
    assert {name: got.headers.get(name) for name in case["headers"]} == case["headers"]


def body_value(value: Any) -> Any:
    """A value of a body with the files it stands for."""
    if isinstance(value, list):
        return [body_value(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$absent" in value:
        return omit
    if "$file" in value:
        file = value["$file"]
        content = file["content"].encode()
        if "filename" not in file:
            return content
        return (file["filename"], content, file.get("contentType"), file.get("headers"))
    return {key: body_value(item) for key, item in value.items()}


@vectors("bodies")
def test_bodies(case: dict[str, Any]) -> None:
    encoding = {
        name: (it["contentType"] if "contentType" in it else STYLES[it["style"], it["explode"]])
        for name, it in case.get("encoding", {}).items()
    }
    facts = (case.get("files", ()), case.get("optional", False))
    arguments = (case["kind"], body_value(case["value"]), case.get("extra"), encoding, *facts)
    if "error" in case:
        with pytest.raises((TypeError, ValueError)):
            encode(*arguments)
        return
    body = encode(*arguments)
    if "none" in case:
        assert body is None
        return
    assert body is not None
    content = body.content if isinstance(body.content, bytes) else b"".join(body.content())  # type: ignore[arg-type]
    content_type = body.headers["Content-Type"]
    boundary = re.search("boundary=([0-9a-f]{32})$", content_type)
    expected = case["expect"].encode()
    if boundary:
        expected = expected.replace(b"{boundary}", boundary[1].encode())
        content_type = content_type.replace(boundary[1], "{boundary}")
    assert content == expected
    assert content_type == case["contentType"]
