from __future__ import annotations

from typing import TypedDict

from ..._runtime.compat import NotRequired

__all__ = ["BatchGetStatusParams"]


class BatchGetStatusParams(TypedDict):
    organization_id: NotRequired[str | None]

    project_id: NotRequired[str | None]
