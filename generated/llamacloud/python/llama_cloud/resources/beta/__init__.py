from __future__ import annotations

from typing import TYPE_CHECKING

from ..._runtime.lazy import attach

if TYPE_CHECKING:
    from .batch import AsyncBatchResource as AsyncBatchResource
    from .batch import BatchResource as BatchResource
    from .beta import AsyncBetaResource as AsyncBetaResource
    from .beta import BetaResource as BetaResource
else:
    __getattr__, __dir__ = attach(
        __name__,
        {
            "AsyncBatchResource": ".batch",
            "AsyncBetaResource": ".beta",
            "BatchResource": ".batch",
            "BetaResource": ".beta",
        },
    )
