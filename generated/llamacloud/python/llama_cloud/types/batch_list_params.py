from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias, TypedDict

from .._runtime.compat import NotRequired

__all__ = ["BatchListParams", "BatchListParamsStatus"]


class BatchListParams(TypedDict):
    """Keyword arguments of `GET /api/v2/batches`."""

    created_at_on_or_after: NotRequired[str | datetime | None]

    created_at_on_or_before: NotRequired[str | datetime | None]

    organization_id: NotRequired[str | None]

    page_size: NotRequired[int | None]

    page_token: NotRequired[str | None]

    project_id: NotRequired[str | None]

    source_directory_id: NotRequired[str | None]

    status: NotRequired[BatchListParamsStatus | None]

    session: NotRequired[str]


BatchListParamsStatus: TypeAlias = Literal[
    "PENDING",
    "THROTTLED",
    "RUNNING",
    "COMPLETED",
    "FAILED",
    "CANCELLED",
]
