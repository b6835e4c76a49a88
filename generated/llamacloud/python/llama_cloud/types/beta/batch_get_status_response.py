from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

from ..._runtime.models import Model, OpenEnum

__all__ = ["BatchGetStatusResponse", "Job", "JobStatus"]


class BatchGetStatusResponse(Model):
    """Detailed status response for a batch processing job."""

    job: Job
    """Response schema for a batch processing job."""

    progress_percentage: float
    """Percentage of items processed (0-100) (at least 0, at most 100)"""


class Job(Model):
    """Response schema for a batch processing job."""

    id: str
    """Unique identifier for the batch job"""

    job_type: OpenEnum[Literal["parse", "extract", "classify"]]
    """Type of processing operation (parse or classify)"""

    project_id: str
    """Project this job belongs to"""

    status: OpenEnum[JobStatus]
    """Current job status"""

    total_items: int
    """Total number of items in the job"""

    completed_at: datetime | None = None
    """Timestamp when job completed"""

    created_at: datetime | None = None
    """Creation datetime"""

    directory_id: str | None = None
    """Directory being processed"""

    effective_at: datetime | None = None

    error_message: str | None = None
    """Error message for the latest job attempt, if any."""

    failed_items: int | None = None
    """Number of items that failed processing"""

    job_record_id: str | None = None
    """The job record ID associated with this status, if any."""

    processed_items: int | None = None
    """Number of items processed so far"""

    skipped_items: int | None = None
    """Number of items skipped (already processed or size limit)"""

    started_at: datetime | None = None
    """Timestamp when job processing started"""

    updated_at: datetime | None = None
    """Update datetime"""

    workflow_id: str | None = None
    """Async job tracking ID"""


JobStatus: TypeAlias = Literal[
    "pending",
    "running",
    "dispatched",
    "completed",
    "failed",
    "cancelled",
]
"""Current job status"""
