from __future__ import annotations

from typing import TypedDict

from ..._runtime.compat import NotRequired

__all__ = ["BatchGetStatusParams"]


class BatchGetStatusParams(TypedDict):
    """Keyword arguments of `GET /api/v1/beta/batch-processing/{job_id}`."""

    organization_id: NotRequired[str | None]

    project_id: NotRequired[str | None]
