"""The programs of a person who has the vendor's pages open, run with the generated client.

A real server on loopback answers with the pages' examples, which the document carries.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import pickle
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from clientsmith import yaml_tree

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generated/llamacloud/python"
MOMENT = datetime(2019, 12, 27, 18, 11, 19, 117000, tzinfo=UTC)

FILTERS: dict[str, Any] = {
    "directory_id": "dir-1",
    "job_type": "parse",
    "limit": 10,
    "offset": 0,
    "organization_id": "org-1",
    "project_id": "proj-1",
    "status": "completed",
    "session": "s1",
}
FILTERED = (
    "GET /api/v1/beta/batch-processing?directory_id=dir-1&job_type=parse&limit=10&offset=0"
    "&organization_id=org-1&project_id=proj-1&status=completed"
)


def _example(path: str) -> Any:
    tree: Any = yaml_tree.parse((ROOT / "specs/llamacloud.yaml").read_text(), [])
    content = tree["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    example = content.get("example")
    return example if example is not None else next(iter(content["examples"].values()))["value"]


JOBS = _example("/api/v1/beta/batch-processing")
STATUS = _example("/api/v1/beta/batch-processing/{job_id}")
BATCHES = _example("/api/v2/batches")


@pytest.fixture(scope="module")
def llama_cloud() -> Iterator[Any]:
    sys.path.insert(0, str(PACKAGE))
    yield importlib.import_module("llama_cloud")
    sys.path.remove(str(PACKAGE))


@pytest.fixture
def server() -> Iterator[Any]:
    path = ROOT / "templates/python/tests/server.py"
    spec = importlib.util.spec_from_file_location("loopback_of_generated_tests", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    running = module.Server()
    yield running
    running.close()


@pytest.fixture
def client(llama_cloud: Any, server: Any) -> Iterator[Any]:
    with llama_cloud.LlamaCloud(api_key="key-1", base_url=server.url) as opened:
        yield opened


def _page(*ids: str, total: int | None = None) -> dict[str, Any]:
    items = [{**JOBS["items"][0], "id": it} for it in ids]
    return {"items": items, "next_page_token": None, "total_size": total}


def test_list_with_every_filter(client: Any, server: Any) -> None:
    server.answer(json=JOBS)
    page = client.beta.batch.list(**FILTERS)
    assert server.request.line == FILTERED
    assert server.request.headers["authorization"] == "Bearer key-1"
    assert server.request.headers["cookie"] == "session=s1"
    job = page.items[0]
    assert job.id == "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
    assert job.completed_at == MOMENT
    assert page.next_page_token == "next_page_token"


@pytest.mark.parametrize("total", [None, 4])
def test_three_pages(client: Any, server: Any, total: int | None) -> None:
    for page in (_page("a", "b", total=total), _page("c", total=total), _page("d", total=total)):
        server.answer(json=page)
    server.answer(json=_page(total=total))
    assert [job.id for job in client.beta.batch.list()] == ["a", "b", "c", "d"]
    offsets = [request.line.partition("?")[2] for request in server.requests]
    wanted = ["", "offset=2", "offset=3"]
    assert offsets == (wanted if total else [*wanted, "offset=4"])


def test_get_status_and_batches(llama_cloud: Any, client: Any, server: Any) -> None:
    types = importlib.import_module("llama_cloud.types.beta")
    server.answer(json=STATUS)
    server.answer(json=BATCHES)
    status = client.beta.batch.get_status("job_id")
    assert isinstance(status, types.BatchGetStatusResponse)
    assert status.job.job_type == "parse" and status.progress_percentage == 0
    batches = client.batches.list(status="PENDING", created_at_on_or_after=MOMENT)
    assert batches.items[0].results[0].job_reference.type == "parse_v2"
    assert [request.line for request in server.requests] == [
        "GET /api/v1/beta/batch-processing/job_id",
        "GET /api/v2/batches?created_at_on_or_after=2019-12-27T18%3A11%3A19.117000Z&status=PENDING",
    ]


def test_not_found(llama_cloud: Any, client: Any, server: Any) -> None:
    server.answer(json={"detail": "no such job"}, status=404, headers={"x-request-id": "r1"})
    with pytest.raises(llama_cloud.NotFoundError) as caught:
        client.beta.batch.get_status("nowhere")
    error = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(error, llama_cloud.LlamaCloudError)
    assert (error.status_code, error.body, error.request_id) == (
        404,
        {"detail": "no such job"},
        "r1",
    )


def test_too_many_requests_then_fine(client: Any, server: Any) -> None:
    server.answer(json={}, status=429, headers={"Retry-After": "0"})
    server.answer(json=STATUS)
    assert client.beta.batch.get_status("job_id").job.id.startswith("bjb-")
    assert len(server.requests) == 2


def test_raw_response(client: Any, server: Any) -> None:
    server.answer(json=JOBS, headers={"x-request-id": "r2"})
    response = client.beta.batch.with_raw_response.list()
    assert response.headers["X-Request-ID"] == "r2"
    assert response.parse().items[0].id == JOBS["items"][0]["id"]


def test_async(llama_cloud: Any, server: Any) -> None:
    async def program() -> list[str]:
        async with llama_cloud.AsyncLlamaCloud(api_key="key-1", base_url=server.url) as client:
            page = await client.beta.batch.list(**FILTERS)
            assert page.items[0].completed_at == MOMENT
            ids = [job.id async for job in client.beta.batch.list()]
            status = await client.beta.batch.get_status("job_id")
            assert status.job.status == "pending"
            batches = await client.batches.list()
            assert batches.items[0].config.job.type == "parse_v2"
            with pytest.raises(llama_cloud.NotFoundError):
                await client.beta.batch.get_status("nowhere")
            again = await client.beta.batch.get_status("job_id")
            assert again.progress_percentage == 0
            raw = await client.beta.batch.with_raw_response.get_status("job_id")
            assert (await raw.parse()).job.id == STATUS["job"]["id"]
            return ids

    server.answer(json=JOBS)
    for page in (_page("a", "b"), _page("c"), _page()):
        server.answer(json=page)
    server.answer(json=STATUS)
    server.answer(json=BATCHES)
    server.answer(json={}, status=404)
    server.answer(json={}, status=429, headers={"Retry-After": "0"})
    server.answer(json=STATUS)
    assert asyncio.run(program()) == ["a", "b", "c"]
    assert server.requests[0].line == FILTERED


def test_names_that_users_know(llama_cloud: Any) -> None:
    pagination = importlib.import_module("llama_cloud.pagination")
    assert pagination.SyncPaginatedBatchItems and pagination.AsyncPaginatedCursor
    types = importlib.import_module("llama_cloud.types.beta")
    assert set(types.BatchListParams.__annotations__) == {*FILTERS}
    assert llama_cloud.omit is llama_cloud.NOT_GIVEN
