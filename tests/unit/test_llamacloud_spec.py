"""specs/llamacloud.yaml says what the vendor's pages say: their facts as tables, read back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openapi_spec_validator
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT.parent / "shared" / "seeds"
"""The pages themselves, where they are at hand; the tables below do not need them."""

LIST_JOBS = "/api/v1/beta/batch-processing"
GET_STATUS = "/api/v1/beta/batch-processing/{job_id}"
LIST_BATCHES = "/api/v2/batches"

JOB_TYPES = ["parse", "extract", "classify"]
JOB_STATUSES = ["pending", "running", "dispatched", "completed", "failed", "cancelled"]
BATCH_STATUSES = ["PENDING", "THROTTLED", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"]
PRODUCTS = ["parse_v2", "extract_v2"]

NEXT_PAGE_TOKEN = (
    "A token, which can be sent as page_token to retrieve the next page. "
    "If this field is omitted, there are no subsequent pages."
)
TOTAL_SIZE = (
    "The total number of items available. This is only populated when specifically requested. "
    "The value may be an estimate and can be used for display purposes only."
)


class Fact(NamedTuple):
    """One parameter or property of a page. `type` is written `string?` where null is allowed."""

    name: str
    type: str
    required: bool = False
    description: str | None = None
    format: str | None = None
    enum: list[str] | None = None
    minimum: int | None = None
    maximum: int | None = None
    location: str = ""


JOB = [
    Fact("id", "string", True, "Unique identifier for the batch job"),
    Fact(
        "job_type",
        "string",
        True,
        "Type of processing operation (parse or classify)",
        None,
        JOB_TYPES,
    ),
    Fact("project_id", "string", True, "Project this job belongs to"),
    Fact("status", "string", True, "Current job status", None, JOB_STATUSES),
    Fact("total_items", "integer", True, "Total number of items in the job"),
    Fact("completed_at", "string?", False, "Timestamp when job completed", "date-time"),
    Fact("created_at", "string?", False, "Creation datetime", "date-time"),
    Fact("directory_id", "string?", False, "Directory being processed"),
    Fact("effective_at", "string", False, None, "date-time"),
    Fact("error_message", "string?", False, "Error message for the latest job attempt, if any."),
    Fact("failed_items", "integer", False, "Number of items that failed processing"),
    Fact(
        "job_record_id", "string?", False, "The job record ID associated with this status, if any."
    ),
    Fact("processed_items", "integer", False, "Number of items processed so far"),
    Fact(
        "skipped_items",
        "integer",
        False,
        "Number of items skipped (already processed or size limit)",
    ),
    Fact("started_at", "string?", False, "Timestamp when job processing started", "date-time"),
    Fact("updated_at", "string?", False, "Update datetime", "date-time"),
    Fact("workflow_id", "string?", False, "Async job tracking ID"),
]

PAGE = [
    Fact("items", "array", True, "The list of items."),
    Fact("next_page_token", "string?", False, NEXT_PAGE_TOKEN),
    Fact("total_size", "integer?", False, TOTAL_SIZE),
]

PARAMETERS = {
    LIST_JOBS: [
        Fact("directory_id", "string?", False, "Filter by directory ID", location="query"),
        Fact(
            "job_type",
            "string?",
            False,
            "Filter by job type (PARSE, EXTRACT, CLASSIFY)",
            enum=JOB_TYPES,
            location="query",
        ),
        Fact(
            "limit",
            "integer",
            False,
            "Maximum number of jobs to return",
            minimum=1,
            maximum=1000,
            location="query",
        ),
        Fact(
            "offset",
            "integer",
            False,
            "Number of jobs to skip for pagination",
            minimum=0,
            location="query",
        ),
        Fact("organization_id", "string?", location="query"),
        Fact("project_id", "string?", location="query"),
        Fact(
            "status",
            "string?",
            False,
            "Filter by job status (PENDING, RUNNING, COMPLETED, FAILED, CANCELLED)",
            enum=JOB_STATUSES,
            location="query",
        ),
        Fact("session", "string", location="cookie"),
    ],
    GET_STATUS: [
        Fact("job_id", "string", True, location="path"),
        Fact("organization_id", "string?", location="query"),
        Fact("project_id", "string?", location="query"),
    ],
    LIST_BATCHES: [
        Fact("created_at_on_or_after", "string?", format="date-time", location="query"),
        Fact("created_at_on_or_before", "string?", format="date-time", location="query"),
        Fact("organization_id", "string?", location="query"),
        Fact("page_size", "integer?", location="query"),
        Fact("page_token", "string?", location="query"),
        Fact("project_id", "string?", location="query"),
        Fact("source_directory_id", "string?", location="query"),
        Fact("status", "string?", enum=BATCH_STATUSES, location="query"),
        Fact("session", "string", location="cookie"),
    ],
}

# (operation, keys from the response's schema to an object schema, its description, its properties)
OBJECTS: list[tuple[str, list[str], str | None, list[Fact]]] = [
    (LIST_JOBS, [], None, PAGE),
    (
        LIST_JOBS,
        ["properties", "items", "items"],
        "Response schema for a batch processing job.",
        JOB,
    ),
    (
        GET_STATUS,
        [],
        "Detailed status response for a batch processing job.",
        [
            Fact("job", "object", True, "Response schema for a batch processing job."),
            Fact(
                "progress_percentage",
                "number",
                True,
                "Percentage of items processed (0-100)",
                minimum=0,
                maximum=100,
            ),
        ],
    ),
    (GET_STATUS, ["properties", "job"], "Response schema for a batch processing job.", JOB),
    (LIST_BATCHES, [], None, PAGE),
    (
        LIST_BATCHES,
        ["properties", "items", "items"],
        None,
        [
            Fact("id", "string", True, "Unique identifier"),
            Fact("config", "object", True, "Batch configuration snapshot."),
            Fact("project_id", "string", True, "Project this batch belongs to."),
            Fact("source_directory_id", "string", True, "Directory being processed."),
            Fact("status", "string", True, "Current batch status.", enum=BATCH_STATUSES),
            Fact("created_at", "string?", False, "Creation datetime", "date-time"),
            Fact(
                "results",
                "array?",
                False,
                "Expanded per-file result mappings. Null unless requested with expand=results, "
                "or until result mappings are available.",
            ),
            Fact("updated_at", "string?", False, "Update datetime", "date-time"),
        ],
    ),
    (
        LIST_BATCHES,
        ["properties", "items", "items", "properties", "config"],
        "Batch configuration snapshot.",
        [Fact("job", "object", True, "Job to create for each file in the source directory.")],
    ),
    (
        LIST_BATCHES,
        ["properties", "items", "items", "properties", "config", "properties", "job"],
        "Job to create for each file in the source directory.",
        [
            Fact(
                "configuration_id",
                "string",
                True,
                "Saved product configuration ID matching the job type.",
            ),
            Fact(
                "type",
                "string",
                True,
                "Product job type to run for each source directory file.",
                enum=PRODUCTS,
            ),
        ],
    ),
    (
        LIST_BATCHES,
        ["properties", "items", "items", "properties", "results", "items"],
        None,
        [
            Fact(
                "source_directory_file_id",
                "string",
                True,
                "Source directory file processed by this batch.",
            ),
            Fact(
                "error_message",
                "string?",
                False,
                "Batch-level mapping error if the system could not create or associate a job "
                "for this source file.",
            ),
            Fact(
                "job_reference",
                "object?",
                False,
                "Reference to a job produced by a batch.\n\nExample: { \u201ctype\u201d: "
                "\u201cparse_v2\u201d, \u201cid\u201d: "
                "\u201cpjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee\u201d }",
            ),
        ],
    ),
    (
        LIST_BATCHES,
        [
            *["properties", "items", "items", "properties", "results", "items"],
            *["properties", "job_reference"],
        ],
        "Reference to a job produced by a batch.\n\nExample: { \u201ctype\u201d: "
        "\u201cparse_v2\u201d, \u201cid\u201d: "
        "\u201cpjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee\u201d }",
        [
            Fact("id", "string", True, "Job ID, such as a parse job ID."),
            Fact("type", "string", True, "Type of job produced for the file.", enum=PRODUCTS),
        ],
    ),
]

# operation -> (operationId, tag, summary, description, name of the page type)
OPERATIONS = {
    LIST_JOBS: (
        "list_batch_jobs",
        "beta.batch",
        "List Batch Jobs",
        "List batch processing jobs with optional filtering.\n\n"
        "Filter by `directory_id`, `job_type`, or `status`. Results\n"
        "are paginated with configurable `limit` and `offset`.",
        "PaginatedBatchItems",
    ),
    GET_STATUS: (
        "get_batch_job_status",
        "beta.batch",
        "Get Batch Job Status",
        "Get detailed status of a batch processing job.\n\n"
        "Returns current progress percentage, file counts (total, processed, failed, skipped), "
        "and timestamps.",
        None,
    ),
    LIST_BATCHES: (
        "list_batches",
        "batches",
        "List Batches",
        "List batches for the current project.",
        "PaginatedCursor",
    ),
}

PAGES_OF = {
    "000_ab1fcb0bf0138ca2.txt": LIST_JOBS,
    "001_3bc36e95836164d4.txt": LIST_JOBS,
    "002_ab65b7bb4f69fd43.txt": LIST_BATCHES,
    "003_67836cf966904f33.txt": GET_STATUS,
    "004_c0ba28fa2cc5dc2c.txt": LIST_JOBS,
}


@pytest.fixture(scope="module")
def document() -> Any:
    return yaml.safe_load((ROOT / "specs" / "llamacloud.yaml").read_text(encoding="utf-8"))


def body_of(document: Any, path: str) -> Any:
    return document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]


def fact_of(name: str, schema: dict[str, Any], *, required: bool, **more: Any) -> Fact:
    """Reads a parameter's or property's schema back into the shape of the tables."""
    type_ = schema["type"]
    enum = schema.get("enum")
    if isinstance(type_, list):
        assert type_[1:] == ["null"]
        type_ = type_[0] + "?"
        if enum is not None:
            assert enum[-1] is None, f"{name}: null is allowed by type but not by enum"
            enum = enum[:-1]
    known = {"type", "enum", "format", "minimum", "maximum", "description"}
    assert set(schema) - known <= {"items", "properties", "required", "title"}
    return Fact(
        name,
        type_,
        required,
        more.pop("description", schema.get("description")),
        schema.get("format"),
        enum,
        schema.get("minimum"),
        schema.get("maximum"),
        **more,
    )


def test_the_document_is_valid(document: Any) -> None:
    openapi_spec_validator.validate(document)


def test_document_wide_facts(document: Any) -> None:
    assert document["openapi"].startswith("3.1.")
    assert document["servers"] == [{"url": "https://api.cloud.llamaindex.ai"}]
    assert document["security"] == [{"bearerAuth": []}]
    assert document["components"] == {
        "securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}}
    }
    assert list(document["paths"]) == list(OPERATIONS)
    assert [list(item) for item in document["paths"].values()] == [["get"]] * 3


@pytest.mark.parametrize("path", OPERATIONS)
def test_operation(document: Any, path: str) -> None:
    operation = document["paths"][path]["get"]
    assert (
        operation["operationId"],
        *operation["tags"],
        operation["summary"],
        operation["description"],
        body_of(document, path)["schema"].get("title"),
    ) == OPERATIONS[path]
    assert list(operation["responses"]) == ["200"]
    assert "requestBody" not in operation


@pytest.mark.parametrize("path", PARAMETERS)
def test_parameters(document: Any, path: str) -> None:
    operation = document["paths"][path]["get"]
    assert [
        fact_of(
            parameter["name"],
            parameter["schema"],
            required=parameter.get("required", False),
            description=parameter.get("description"),
            location=parameter["in"],
        )
        for parameter in operation["parameters"]
    ] == PARAMETERS[path]


@pytest.mark.parametrize(("path", "keys", "description", "facts"), OBJECTS)
def test_object(
    document: Any, path: str, keys: list[str], description: str | None, facts: list[Fact]
) -> None:
    schema = body_of(document, path)["schema"]
    for key in keys:
        schema = schema[key]
    assert schema.get("description") == description
    assert [
        fact_of(name, property_, required=name in schema["required"])
        for name, property_ in schema["properties"].items()
    ] == facts
    assert schema["required"] == [fact.name for fact in facts if fact.required]


def objects_of(schema: dict[str, Any], keys: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if "properties" in schema:
        yield keys
    for name, property_ in schema.get("properties", {}).items():
        yield from objects_of(property_, (*keys, "properties", name))
    if "items" in schema:
        yield from objects_of(schema["items"], (*keys, "items"))


def test_the_tables_name_every_object(document: Any) -> None:
    found = {
        (path, keys)
        for path in OPERATIONS
        for keys in objects_of(body_of(document, path)["schema"])
    }
    assert found == {(path, tuple(keys)) for path, keys, _, _ in OBJECTS}


@pytest.mark.parametrize("path", OPERATIONS)
def test_the_example_has_every_property_in_the_documents_order(document: Any, path: str) -> None:
    def shape(schema: dict[str, Any]) -> Any:
        if "properties" in schema:
            return [(name, shape(property_)) for name, property_ in schema["properties"].items()]
        return [shape(schema["items"])] if "items" in schema else None

    def found(value: Any) -> Any:
        if isinstance(value, dict):
            return [(name, found(member)) for name, member in value.items()]
        return [found(element) for element in value] if isinstance(value, list) else None

    body = body_of(document, path)
    assert found(body["example"]) == shape(body["schema"])


@pytest.mark.skipif(not PAGES.is_dir(), reason="the reference pages are not part of the project")
@pytest.mark.parametrize("page", PAGES_OF)
def test_the_example_is_the_pages(document: Any, page: str) -> None:
    text = (PAGES / page).read_text(encoding="utf-8")
    examples = [json.loads(json_) for json_ in re.findall(r"^\{\n  \"(?s:.*?)^\}", text, re.M)]
    assert examples
    for example in examples:
        want = body_of(document, PAGES_OF[page])["example"]
        assert json.dumps(example) == json.dumps(want)


@pytest.mark.skipif(not PAGES.is_dir(), reason="the reference pages are not part of the project")
@pytest.mark.parametrize("page", PAGES_OF)
def test_every_description_stands_in_the_page(document: Any, page: str) -> None:
    text = (PAGES / page).read_text(encoding="utf-8")
    path = PAGES_OF[page]
    facts = [fact for at, _, _, facts in OBJECTS for fact in facts if at == path]
    if "next_page_token:" not in text:
        facts = [
            fact for fact in facts if fact not in PAGE
        ]  # only the HTTP pages print the envelope
    for fact in [*PARAMETERS[path], *facts]:
        for paragraph in (fact.description or "").split("\n\n"):
            assert paragraph in text
