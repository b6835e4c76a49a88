"""`client.beta.batch`"""

from __future__ import annotations

from datetime import datetime, timezone

from llama_cloud import LlamaCloud as Client
from llama_cloud.types.beta import BatchGetStatusResponse

from .checks import assert_decoded, load
from .server import Server

ANSWERS = load("beta_batch")


class TestList:
    """`GET /api/v1/beta/batch-processing`"""

    def test_call(self, server: Server, api: Client) -> None:
        server.answer(json=ANSWERS["list"])
        result = api.beta.batch.list(
            directory_id="directory_id",
            job_type="parse",
            limit=1,
            offset=0,
            organization_id="organization_id",
            project_id="project_id",
            status="pending",
            session="session",
        )
        assert server.request.line == (
            "GET /api/v1/beta/batch-processing"
            "?directory_id=directory_id"
            "&job_type=parse"
            "&limit=1"
            "&offset=0"
            "&organization_id=organization_id"
            "&project_id=project_id"
            "&status=pending"
        )
        assert server.request.headers["authorization"] == "Bearer my-api-key"
        assert server.request.headers["cookie"] == "session=session"
        assert server.request.body == b""
        assert_decoded(result, ANSWERS["list"])
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

    def test_required_arguments(self, server: Server, plain_api: Client) -> None:
        server.answer(json=ANSWERS["list"])
        plain_api.beta.batch.list()
        assert server.request.line == "GET /api/v1/beta/batch-processing"
        assert server.request.headers["authorization"] == "Bearer my-api-key"
        assert server.request.body == b""

    def test_pages(self, server: Server, plain_api: Client) -> None:
        item = ANSWERS["list_item"]
        server.answer(json={"items": [item, item], "total_size": 5})
        server.answer(json={"items": [item, item], "total_size": 5})
        server.answer(json={"items": [item], "total_size": 5})
        items = list(plain_api.beta.batch.list())
        assert len(items) == 5
        assert [request.line for request in server.requests] == [
            "GET /api/v1/beta/batch-processing",
            "GET /api/v1/beta/batch-processing?offset=2",
            "GET /api/v1/beta/batch-processing?offset=4",
        ]


class TestGetStatus:
    """`GET /api/v1/beta/batch-processing/{job_id}`"""

    def test_call(self, server: Server, api: Client) -> None:
        server.answer(json=ANSWERS["get_status"])
        result = api.beta.batch.get_status(
            "job_id", organization_id="organization_id", project_id="project_id"
        )
        assert server.request.line == (
            "GET /api/v1/beta/batch-processing/job_id"
            "?organization_id=organization_id"
            "&project_id=project_id"
        )
        assert server.request.headers["authorization"] == "Bearer my-api-key"
        assert server.request.body == b""
        assert_decoded(result, ANSWERS["get_status"], BatchGetStatusResponse)
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

    def test_required_arguments(self, server: Server, plain_api: Client) -> None:
        server.answer(json=ANSWERS["get_status"])
        plain_api.beta.batch.get_status("job_id")
        assert server.request.line == "GET /api/v1/beta/batch-processing/job_id"
        assert server.request.headers["authorization"] == "Bearer my-api-key"
        assert server.request.body == b""
