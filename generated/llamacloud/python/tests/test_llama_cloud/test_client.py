"""The client as a whole: credentials, errors, retries, timeouts, connections."""

from __future__ import annotations

import pickle
import time

import pytest

from llama_cloud import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
)
from llama_cloud import AsyncLlamaCloud as AsyncClient
from llama_cloud import LlamaCloud as Client
from llama_cloud import LlamaCloudError as ClientError

from .server import Server

ANSWER: object = {
    "items": [
        {
            "id": "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
            "job_type": "parse",
            "project_id": "proj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
            "status": "pending",
            "total_items": 0,
            "completed_at": "2019-12-27T18:11:19.117Z",
            "created_at": "2019-12-27T18:11:19.117Z",
            "directory_id": "dir-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
            "effective_at": "2019-12-27T18:11:19.117Z",
            "error_message": "error_message",
            "failed_items": 0,
            "job_record_id": "job_record_id",
            "processed_items": 0,
            "skipped_items": 0,
            "started_at": "2019-12-27T18:11:19.117Z",
            "updated_at": "2019-12-27T18:11:19.117Z",
            "workflow_id": "workflow_id",
        },
    ],
    "next_page_token": "next_page_token",
    "total_size": 0,
}

ERRORS = [
    (400, BadRequestError),
    (401, AuthenticationError),
    (403, PermissionDeniedError),
    (404, NotFoundError),
    (409, ConflictError),
    (418, APIStatusError),
    (422, UnprocessableEntityError),
    (429, RateLimitError),
    (500, InternalServerError),
    (503, InternalServerError),
]


def call(client: Client) -> None:
    """The call that most of the tests make."""
    client.beta.batch.list()


async def async_call(client: AsyncClient) -> None:
    """The same call of the async client."""
    await client.beta.batch.list()


def test_missing_credential(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLAMA_CLOUD_API_KEY", raising=False)
    with pytest.raises(ClientError, match="api_key"):
        Client(base_url="http://127.0.0.1")
    with pytest.raises(ClientError, match="api_key"):
        AsyncClient(base_url="http://127.0.0.1")


def test_api_key_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLAMA_CLOUD_API_KEY", "another-secret")
    monkeypatch.setenv("LLAMA_CLOUD_API_KEY", "my-api-key")
    with Client(base_url="http://127.0.0.1") as client:
        assert client.api_key == "my-api-key"
    with Client(base_url="http://127.0.0.1", api_key="an-argument") as client:
        assert client.api_key == "an-argument"


def test_base_url_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLAMA_CLOUD_API_KEY", "my-api-key")
    monkeypatch.setenv("LLAMA_CLOUD_BASE_URL", server.url)
    with Client() as client:
        assert client.base_url == server.url


def test_repr_hides_secrets(client: Client) -> None:
    text = repr(client)
    assert "my-api-key" not in text


@pytest.mark.parametrize(("status", "error"), ERRORS)
def test_errors(
    server: Server, client: Client, status: int, error: type[APIStatusError]
) -> None:
    server.answer(
        json={"message": "the reason"},
        status=status,
        headers={"X-Request-Id": "request-1"},
    )
    with pytest.raises(error) as caught:
        call(client)
    assert type(caught.value) is error
    assert caught.value.status_code == status
    assert caught.value.request_id == "request-1"
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is error
    assert copy.status_code == status


@pytest.mark.parametrize(("status", "error"), ERRORS)
async def test_errors_async(
    server: Server,
    async_client: AsyncClient,
    status: int,
    error: type[APIStatusError],
) -> None:
    server.answer(json={"message": "the reason"}, status=status)
    with pytest.raises(error) as caught:
        await async_call(async_client)
    assert type(caught.value) is error
    assert caught.value.status_code == status


def test_retry_waits_as_long_as_the_server_asks(server: Server, client: Client) -> None:
    server.answer(status=429, headers={"Retry-After": "1"})
    server.answer(json=ANSWER)
    start = time.monotonic()
    call(client.with_options(max_retries=1))
    assert time.monotonic() - start >= 1.0
    first, second = server.requests
    assert (first.line, first.body) == (second.line, second.body)


async def test_retry_waits_as_long_as_the_server_asks_async(
    server: Server, async_client: AsyncClient
) -> None:
    server.answer(status=429, headers={"Retry-After": "1"})
    server.answer(json=ANSWER)
    start = time.monotonic()
    await async_call(async_client.with_options(max_retries=1))
    assert time.monotonic() - start >= 1.0
    assert len(server.requests) == 2


def test_retries_end(server: Server, client: Client) -> None:
    server.answer(status=503, headers={"Retry-After": "0"})
    with pytest.raises(InternalServerError):
        call(client.with_options(max_retries=2))
    assert len(server.requests) == 3


def test_not_implemented_is_final(server: Server, client: Client) -> None:
    server.answer(status=501, headers={"Retry-After": "0"})
    with pytest.raises(InternalServerError):
        call(client.with_options(max_retries=2))
    assert len(server.requests) == 1


def test_timeout(server: Server, client: Client) -> None:
    server.answer(json=ANSWER, delay=2.0)
    start = time.monotonic()
    with pytest.raises(APITimeoutError):
        call(client.with_options(timeout=0.2))
    assert time.monotonic() - start < 1.9
    server.wait()


async def test_timeout_async(server: Server, async_client: AsyncClient) -> None:
    server.answer(json=ANSWER, delay=2.0)
    start = time.monotonic()
    with pytest.raises(APITimeoutError):
        await async_call(async_client.with_options(timeout=0.2))
    assert time.monotonic() - start < 1.9
    server.wait()


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ('{"a": [1, 2', "application/json"),
        ("<html>Under maintenance</html>", "text/html"),
    ],
)
def test_answer_is_not_json(
    server: Server, client: Client, content: str, content_type: str
) -> None:
    server.answer(content, content_type=content_type)
    with pytest.raises(APIResponseValidationError) as caught:
        call(client)
    assert caught.value.response.content == content.encode()
    assert caught.value.response.status_code == 200


async def test_answer_is_not_json_async(
    server: Server, async_client: AsyncClient
) -> None:
    server.answer('{"a": [1, 2', content_type="application/json")
    with pytest.raises(APIResponseValidationError):
        await async_call(async_client)


def test_connection_breaks_in_the_body(server: Server, client: Client) -> None:
    server.answer(json=ANSWER, cut=True)
    with pytest.raises(APIConnectionError):
        call(client)


async def test_connection_breaks_in_the_body_async(
    server: Server, async_client: AsyncClient
) -> None:
    server.answer(json=ANSWER, cut=True)
    with pytest.raises(APIConnectionError):
        await async_call(async_client)


def test_unknown_enum_value_is_kept(server: Server, client: Client) -> None:
    answer: object = {
        "items": [
            {
                "id": "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "job_type": "a-value-of-the-future",
                "project_id": "proj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "status": "pending",
                "total_items": 0,
                "completed_at": "2019-12-27T18:11:19.117Z",
                "created_at": "2019-12-27T18:11:19.117Z",
                "directory_id": "dir-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "effective_at": "2019-12-27T18:11:19.117Z",
                "error_message": "error_message",
                "failed_items": 0,
                "job_record_id": "job_record_id",
                "processed_items": 0,
                "skipped_items": 0,
                "started_at": "2019-12-27T18:11:19.117Z",
                "updated_at": "2019-12-27T18:11:19.117Z",
                "workflow_id": "workflow_id",
            },
        ],
        "next_page_token": "next_page_token",
        "total_size": 0,
    }
    server.answer(json=answer)
    result = client.beta.batch.list()
    assert result.items[0].job_type == "a-value-of-the-future"


def test_mismatch_is_reported_once(server: Server, client: Client) -> None:
    answer: object = {
        "items": [
            {
                "id": "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "job_type": "a-value-of-the-future",
                "project_id": "proj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "status": "pending",
                "total_items": 0,
                "completed_at": "2019-12-27T18:11:19.117Z",
                "created_at": "2019-12-27T18:11:19.117Z",
                "directory_id": "dir-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "effective_at": "2019-12-27T18:11:19.117Z",
                "error_message": "error_message",
                "failed_items": 0,
                "job_record_id": "job_record_id",
                "processed_items": 0,
                "skipped_items": 0,
                "started_at": "2019-12-27T18:11:19.117Z",
                "updated_at": "2019-12-27T18:11:19.117Z",
                "workflow_id": "workflow_id",
            },
        ],
        "next_page_token": "next_page_token",
        "total_size": 0,
    }
    server.answer(json=answer)
    seen: list[object] = []
    client = client.with_options(on_mismatch=seen.append)
    client.beta.batch.list()
    client.beta.batch.list()
    assert len(seen) == 1


def test_options_share_connections(server: Server, client: Client) -> None:
    server.answer(json=ANSWER)
    call(client)
    call(client.with_options(timeout=5.0))
    call(client)
    assert server.connections == 1


async def test_options_share_connections_async(
    server: Server, async_client: AsyncClient
) -> None:
    server.answer(json=ANSWER)
    await async_call(async_client)
    await async_call(async_client.with_options(timeout=5.0))
    await async_call(async_client)
    assert server.connections == 1


def test_default_headers_and_query(server: Server, client: Client) -> None:
    server.answer(json=ANSWER)
    headers = {"X-Team": "a"}
    call(client.with_options(default_headers=headers, default_query={"tag": "b"}))
    assert server.request.headers["x-team"] == "a"
    assert "tag=b" in server.request.line.partition("?")[2].split("&")


def test_closed_client(client: Client) -> None:
    client.close()
    with pytest.raises(ClientError):
        call(client)
