from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.lazy import attach

if TYPE_CHECKING:
    from . import beta as beta
    from .batches import AsyncBatchesResource as AsyncBatchesResource
    from .batches import BatchesResource as BatchesResource
    from .beta import AsyncBetaResource as AsyncBetaResource
    from .beta import BetaResource as BetaResource
else:
    __getattr__, __dir__ = attach(
        __name__,
        {
            "AsyncBatchesResource": ".batches",
            "AsyncBetaResource": ".beta",
            "BatchesResource": ".batches",
            "BetaResource": ".beta",
            "beta": ".beta:",
        },
    )
