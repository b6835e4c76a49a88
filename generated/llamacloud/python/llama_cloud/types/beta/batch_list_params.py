from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

from ..._runtime.compat import NotRequired

__all__ = ["BatchListParams", "BatchListParamsStatus"]


class BatchListParams(TypedDict):
    """Keyword arguments of `GET /api/v1/beta/batch-processing`."""

    directory_id: NotRequired[str | None]
    """Filter by directory ID"""

    job_type: NotRequired[Literal["parse", "extract", "classify"] | None]
    """Filter by job type (PARSE, EXTRACT, CLASSIFY)"""

    limit: NotRequired[int]
    """Maximum number of jobs to return (at least 1, at most 1000)"""

    offset: NotRequired[int]
    """Number of jobs to skip for pagination (at least 0)"""

    organization_id: NotRequired[str | None]

    project_id: NotRequired[str | None]

    status: NotRequired[BatchListParamsStatus | None]
    """Filter by job status (PENDING, RUNNING, COMPLETED, FAILED, CANCELLED)"""

    session: NotRequired[str]


BatchListParamsStatus: TypeAlias = Literal[
    "pending",
    "running",
    "dispatched",
    "completed",
    "failed",
    "cancelled",
]
