from __future__ import annotations

from ..._runtime.compat import NotRequired, TypedDict

__all__ = ["BatchGetStatusParams"]


class BatchGetStatusParams(TypedDict):
    organization_id: NotRequired[str | None]

    project_id: NotRequired[str | None]
