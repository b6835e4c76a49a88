"""`client.beta.batch`"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from llama_cloud import AsyncLlamaCloud, LlamaCloud
from llama_cloud.pagination import AsyncPaginatedBatchItems, SyncPaginatedBatchItems
from llama_cloud.types.beta import BatchGetStatusResponse, BatchListResponse

from .server import Request, Server

LIST_ANSWER: object = {
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

LIST_ITEM: Any = {
    "id": "id",
    "job_type": "parse",
    "project_id": "project_id",
    "status": "pending",
    "total_items": 0,
}

LIST_PAGES: list[Any] = [
    {"items": [LIST_ITEM, LIST_ITEM], "total_size": 5},
    {"items": [LIST_ITEM, LIST_ITEM], "total_size": 5},
    {"items": [LIST_ITEM], "total_size": 5},
]


class TestList:
    """`GET /api/v1/beta/batch-processing`"""

    def check(
        self,
        result: (
            SyncPaginatedBatchItems[BatchListResponse]
            | AsyncPaginatedBatchItems[BatchListResponse]
        ),
    ) -> None:
        assert len(result.items) == 1
        item = result.items[0]
        assert item.id == "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
        assert item.job_type == "parse"
        assert item.project_id == "proj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
        assert item.status == "pending"
        assert item.total_items == 0
        assert item.completed_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert item.created_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert item.directory_id == "dir-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
        assert item.effective_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert item.error_message == "error_message"
        assert item.failed_items == 0
        assert item.job_record_id == "job_record_id"
        assert item.processed_items == 0
        assert item.skipped_items == 0
        assert item.started_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert item.updated_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert item.workflow_id == "workflow_id"
        assert result.next_page_token == "next_page_token"
        assert result.total_size == 0

    def check_request(self, request: Request) -> None:
        assert request.line == (
            "GET /api/v1/beta/batch-processing"
            "?directory_id=directory_id"
            "&job_type=parse"
            "&limit=1"
            "&offset=0"
            "&organization_id=organization_id"
            "&project_id=project_id"
            "&status=pending"
        )
        assert request.headers["authorization"] == "Bearer my-api-key"
        assert request.headers["cookie"] == "session=session"
        assert request.body == b""

    def test_call(self, server: Server, client: LlamaCloud) -> None:
        server.answer(json=LIST_ANSWER)
        result = client.beta.batch.list(
            directory_id="directory_id",
            job_type="parse",
            limit=1,
            offset=0,
            organization_id="organization_id",
            project_id="project_id",
            status="pending",
            session="session",
        )
        self.check_request(server.request)
        self.check(result)

    async def test_call_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        server.answer(json=LIST_ANSWER)
        result = await async_client.beta.batch.list(
            directory_id="directory_id",
            job_type="parse",
            limit=1,
            offset=0,
            organization_id="organization_id",
            project_id="project_id",
            status="pending",
            session="session",
        )
        self.check_request(server.request)
        self.check(result)

    def check_smallest_request(self, request: Request) -> None:
        assert request.line == "GET /api/v1/beta/batch-processing"
        assert request.headers["authorization"] == "Bearer my-api-key"
        assert request.body == b""

    def test_required_arguments(self, server: Server, client: LlamaCloud) -> None:
        server.answer(json=LIST_ANSWER)
        result = client.beta.batch.list()
        self.check_smallest_request(server.request)
        self.check(result)

    async def test_required_arguments_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        server.answer(json=LIST_ANSWER)
        result = await async_client.beta.batch.list()
        self.check_smallest_request(server.request)
        self.check(result)

    def test_raw_and_streaming_response(
        self, server: Server, client: LlamaCloud
    ) -> None:
        server.answer(json=LIST_ANSWER)
        raw = client.beta.batch.with_raw_response.list()
        assert raw.status_code == 200
        self.check(raw.parse())
        with client.beta.batch.with_streaming_response.list() as streamed:
            self.check(streamed.parse())

    async def test_raw_and_streaming_response_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        server.answer(json=LIST_ANSWER)
        raw = await async_client.beta.batch.with_raw_response.list()
        assert raw.status_code == 200
        self.check(await raw.parse())
        async with async_client.beta.batch.with_streaming_response.list() as streamed:
            self.check(await streamed.parse())

    def test_pages(self, server: Server, client: LlamaCloud) -> None:
        for page in LIST_PAGES:
            server.answer(json=page)
        pages = client.beta.batch.list()
        items = list(pages)
        assert len(items) == 5
        assert [request.line for request in server.requests] == [
            "GET /api/v1/beta/batch-processing",
            "GET /api/v1/beta/batch-processing?offset=2",
            "GET /api/v1/beta/batch-processing?offset=4",
        ]

    async def test_pages_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        for page in LIST_PAGES:
            server.answer(json=page)
        pages = async_client.beta.batch.list()
        items = [item async for item in pages]
        assert len(items) == 5
        assert [request.line for request in server.requests] == [
            "GET /api/v1/beta/batch-processing",
            "GET /api/v1/beta/batch-processing?offset=2",
            "GET /api/v1/beta/batch-processing?offset=4",
        ]


GET_STATUS_ANSWER: object = {
    "job": {
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
    "progress_percentage": 0,
}


class TestGetStatus:
    """`GET /api/v1/beta/batch-processing/{job_id}`"""

    def check(self, result: BatchGetStatusResponse) -> None:
        job = result.job
        assert job.id == "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
        assert job.job_type == "parse"
        assert job.project_id == "proj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
        assert job.status == "pending"
        assert job.total_items == 0
        assert job.completed_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert job.created_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert job.directory_id == "dir-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
        assert job.effective_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert job.error_message == "error_message"
        assert job.failed_items == 0
        assert job.job_record_id == "job_record_id"
        assert job.processed_items == 0
        assert job.skipped_items == 0
        assert job.started_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert job.updated_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert job.workflow_id == "workflow_id"
        assert result.progress_percentage == 0

    def check_request(self, request: Request) -> None:
        assert request.line == (
            "GET /api/v1/beta/batch-processing/job_id"
            "?organization_id=organization_id"
            "&project_id=project_id"
        )
        assert request.headers["authorization"] == "Bearer my-api-key"
        assert request.body == b""

    def test_call(self, server: Server, client: LlamaCloud) -> None:
        server.answer(json=GET_STATUS_ANSWER)
        result = client.beta.batch.get_status(
            "job_id", organization_id="organization_id", project_id="project_id"
        )
        self.check_request(server.request)
        self.check(result)

    async def test_call_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        server.answer(json=GET_STATUS_ANSWER)
        result = await async_client.beta.batch.get_status(
            "job_id", organization_id="organization_id", project_id="project_id"
        )
        self.check_request(server.request)
        self.check(result)

    def check_smallest_request(self, request: Request) -> None:
        assert request.line == "GET /api/v1/beta/batch-processing/job_id"
        assert request.headers["authorization"] == "Bearer my-api-key"
        assert request.body == b""

    def test_required_arguments(self, server: Server, client: LlamaCloud) -> None:
        server.answer(json=GET_STATUS_ANSWER)
        result = client.beta.batch.get_status("job_id")
        self.check_smallest_request(server.request)
        self.check(result)

    async def test_required_arguments_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        server.answer(json=GET_STATUS_ANSWER)
        result = await async_client.beta.batch.get_status("job_id")
        self.check_smallest_request(server.request)
        self.check(result)

    def test_raw_and_streaming_response(
        self, server: Server, client: LlamaCloud
    ) -> None:
        server.answer(json=GET_STATUS_ANSWER)
        raw = client.beta.batch.with_raw_response.get_status("job_id")
        assert raw.status_code == 200
        self.check(raw.parse())
        with client.beta.batch.with_streaming_response.get_status("job_id") as streamed:
            self.check(streamed.parse())

    async def test_raw_and_streaming_response_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        server.answer(json=GET_STATUS_ANSWER)
        raw = await async_client.beta.batch.with_raw_response.get_status("job_id")
        assert raw.status_code == 200
        self.check(await raw.parse())
        async with async_client.beta.batch.with_streaming_response.get_status(
            "job_id"
        ) as streamed:
            self.check(await streamed.parse())
