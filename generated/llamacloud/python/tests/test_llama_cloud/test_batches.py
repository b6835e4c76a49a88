"""`client.batches`"""

from __future__ import annotations

from datetime import datetime, timezone

from llama_cloud import LlamaCloud as Client

from .checks import assert_decoded, load
from .server import Server

ANSWERS = load("batches")


class TestList:
    """`GET /api/v2/batches`"""

    def test_call(self, server: Server, api: Client) -> None:
        server.answer(json=ANSWERS["list"])
        result = api.batches.list(
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
        assert server.request.line == (
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
        assert server.request.headers["authorization"] == "Bearer my-api-key"
        assert server.request.headers["cookie"] == "session=session"
        assert server.request.body == b""
        assert_decoded(result, ANSWERS["list"])
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

    def test_required_arguments(self, server: Server, plain_api: Client) -> None:
        server.answer(json=ANSWERS["list"])
        plain_api.batches.list()
        assert server.request.line == "GET /api/v2/batches"
        assert server.request.headers["authorization"] == "Bearer my-api-key"
        assert server.request.body == b""

    def test_pages(self, server: Server, plain_api: Client) -> None:
        item = ANSWERS["list_item"]
        server.answer(json={"items": [item], "next_page_token": "token-2"})
        server.answer(json={"items": [item], "next_page_token": "token-3"})
        server.answer(json={"items": [item]})
        items = list(plain_api.batches.list())
        assert len(items) == 3
        assert [request.line for request in server.requests] == [
            "GET /api/v2/batches",
            "GET /api/v2/batches?page_token=token-2",
            "GET /api/v2/batches?page_token=token-3",
        ]
