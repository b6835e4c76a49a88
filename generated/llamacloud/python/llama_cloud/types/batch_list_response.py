from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

from .._runtime.models import Model, OpenEnum

__all__ = [
    "BatchListResponse",
    "Config",
    "ConfigJob",
    "Result",
    "ResultJobReference",
    "Status",
]


class BatchListResponse(Model):
    id: str
    """Unique identifier"""

    config: Config
    """Batch configuration snapshot."""

    project_id: str
    """Project this batch belongs to."""

    source_directory_id: str
    """Directory being processed."""

    status: OpenEnum[Status]
    """Current batch status."""

    created_at: datetime | None = None
    """Creation datetime"""

    results: list[Result] | None = None
    """Expanded per-file result mappings. Null unless requested with expand=results, or
    until result mappings are available.
    """

    updated_at: datetime | None = None
    """Update datetime"""


class Config(Model):
    """Batch configuration snapshot."""

    job: ConfigJob
    """Job to create for each file in the source directory."""


class ConfigJob(Model):
    """Job to create for each file in the source directory."""

    configuration_id: str
    """Saved product configuration ID matching the job type."""

    type: OpenEnum[Literal["parse_v2", "extract_v2"]]
    """Product job type to run for each source directory file."""


class Result(Model):
    source_directory_file_id: str
    """Source directory file processed by this batch."""

    error_message: str | None = None
    """Batch-level mapping error if the system could not create or associate a job for this
    source file.
    """

    job_reference: ResultJobReference | None = None
    """Reference to a job produced by a batch.

    Example: { “type”: “parse_v2”, “id”: “pjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee” }
    """


class ResultJobReference(Model):
    """Reference to a job produced by a batch.

    Example: { “type”: “parse_v2”, “id”: “pjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee” }
    """

    id: str
    """Job ID, such as a parse job ID."""

    type: OpenEnum[Literal["parse_v2", "extract_v2"]]
    """Type of job produced for the file."""


Status: TypeAlias = Literal[
    "PENDING",
    "THROTTLED",
    "RUNNING",
    "COMPLETED",
    "FAILED",
    "CANCELLED",
]
"""Current batch status."""
