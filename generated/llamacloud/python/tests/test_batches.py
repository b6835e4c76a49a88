"""`client.batches`"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from llama_cloud import AsyncLlamaCloud, LlamaCloud
from llama_cloud.pagination import AsyncPaginatedCursor, SyncPaginatedCursor
from llama_cloud.types import BatchListResponse

from .server import Request, Server

LIST_ANSWER: object = {
    "items": [
        {
            "id": "id",
            "config": {
                "job": {
                    "configuration_id": "cfg-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                    "type": "parse_v2",
                },
            },
            "project_id": "project_id",
            "source_directory_id": "source_directory_id",
            "status": "PENDING",
            "created_at": "2019-12-27T18:11:19.117Z",
            "results": [
                {
                    "source_directory_file_id": "dfl-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                    "error_message": "error_message",
                    "job_reference": {
                        "id": "pjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                        "type": "parse_v2",
                    },
                },
            ],
            "updated_at": "2019-12-27T18:11:19.117Z",
        },
    ],
    "next_page_token": "next_page_token",
    "total_size": 0,
}

LIST_ITEM: Any = {
    "id": "id",
    "config": {"job": {"configuration_id": "configuration_id", "type": "parse_v2"}},
    "project_id": "project_id",
    "source_directory_id": "source_directory_id",
    "status": "PENDING",
}

LIST_PAGES: list[Any] = [
    {"items": [LIST_ITEM], "next_page_token": "token-2"},
    {"items": [LIST_ITEM], "next_page_token": "token-3"},
    {"items": [LIST_ITEM]},
]


class TestList:
    """`GET /api/v2/batches`"""

    def check(
        self,
        result: (
            SyncPaginatedCursor[BatchListResponse]
            | AsyncPaginatedCursor[BatchListResponse]
        ),
    ) -> None:
        assert len(result.items) == 1
        item = result.items[0]
        assert item.id == "id"
        config = item.config
        job = config.job
        assert job.configuration_id == "cfg-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
        assert job.type == "parse_v2"
        assert item.project_id == "project_id"
        assert item.source_directory_id == "source_directory_id"
        assert item.status == "PENDING"
        assert item.created_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert item.results is not None
        assert len(item.results) == 1
        result_ = item.results[0]
        assert result_.source_directory_file_id == (
            "dfl-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
        )
        assert result_.error_message == "error_message"
        assert result_.job_reference is not None
        job_reference = result_.job_reference
        assert job_reference.id == "pjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
        assert job_reference.type == "parse_v2"
        assert item.updated_at == datetime(
            2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
        )
        assert result.next_page_token == "next_page_token"
        assert result.total_size == 0

    def check_request(self, request: Request) -> None:
        assert request.line == (
            "GET /api/v2/batches"
            "?created_at_on_or_after=2019-12-27T18%3A11%3A19.117000Z"
            "&created_at_on_or_before=2019-12-27T18%3A11%3A19.117000Z"
            "&organization_id=organization_id"
            "&page_size=0"
            "&page_token=page_token"
            "&project_id=project_id"
            "&source_directory_id=source_directory_id"
            "&status=PENDING"
        )
        assert request.headers["authorization"] == "Bearer my-api-key"
        assert request.headers["cookie"] == "session=session"
        assert request.body == b""

    def test_call(self, server: Server, client: LlamaCloud) -> None:
        server.answer(json=LIST_ANSWER)
        result = client.batches.list(
            created_at_on_or_after=datetime(
                2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
            ),
            created_at_on_or_before=datetime(
                2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
            ),
            organization_id="organization_id",
            page_size=0,
            page_token="page_token",
            project_id="project_id",
            source_directory_id="source_directory_id",
            status="PENDING",
            session="session",
        )
        self.check_request(server.request)
        self.check(result)

    async def test_call_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        server.answer(json=LIST_ANSWER)
        result = await async_client.batches.list(
            created_at_on_or_after=datetime(
                2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
            ),
            created_at_on_or_before=datetime(
                2019, 12, 27, 18, 11, 19, 117000, tzinfo=timezone.utc
            ),
            organization_id="organization_id",
            page_size=0,
            page_token="page_token",
            project_id="project_id",
            source_directory_id="source_directory_id",
            status="PENDING",
            session="session",
        )
        self.check_request(server.request)
        self.check(result)

    def check_smallest_request(self, request: Request) -> None:
        assert request.line == "GET /api/v2/batches"
        assert request.headers["authorization"] == "Bearer my-api-key"
        assert request.body == b""

    def test_required_arguments(self, server: Server, client: LlamaCloud) -> None:
        server.answer(json=LIST_ANSWER)
        result = client.batches.list()
        self.check_smallest_request(server.request)
        self.check(result)

    async def test_required_arguments_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        server.answer(json=LIST_ANSWER)
        result = await async_client.batches.list()
        self.check_smallest_request(server.request)
        self.check(result)

    def test_raw_and_streaming_response(
        self, server: Server, client: LlamaCloud
    ) -> None:
        server.answer(json=LIST_ANSWER)
        raw = client.batches.with_raw_response.list()
        assert raw.status_code == 200
        self.check(raw.parse())
        with client.batches.with_streaming_response.list() as streamed:
            self.check(streamed.parse())

    async def test_raw_and_streaming_response_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        server.answer(json=LIST_ANSWER)
        raw = await async_client.batches.with_raw_response.list()
        assert raw.status_code == 200
        self.check(await raw.parse())
        async with async_client.batches.with_streaming_response.list() as streamed:
            self.check(await streamed.parse())

    def test_pages(self, server: Server, client: LlamaCloud) -> None:
        for page in LIST_PAGES:
            server.answer(json=page)
        pages = client.batches.list()
        items = list(pages)
        assert len(items) == 3
        assert [request.line for request in server.requests] == [
            "GET /api/v2/batches",
            "GET /api/v2/batches?page_token=token-2",
            "GET /api/v2/batches?page_token=token-3",
        ]

    async def test_pages_async(
        self, server: Server, async_client: AsyncLlamaCloud
    ) -> None:
        for page in LIST_PAGES:
            server.answer(json=page)
        pages = async_client.batches.list()
        items = [item async for item in pages]
        assert len(items) == 3
        assert [request.line for request in server.requests] == [
            "GET /api/v2/batches",
            "GET /api/v2/batches?page_token=token-2",
            "GET /api/v2/batches?page_token=token-3",
        ]
