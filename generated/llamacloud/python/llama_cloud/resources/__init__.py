from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.lazy import attach

if TYPE_CHECKING:
    from . import beta as beta
    from .batches import AsyncBatchesResource as AsyncBatchesResource
    from .batches import BatchesResource as BatchesResource
else:
    __getattr__, __dir__ = attach(
        __name__,
        {
            "AsyncBatchesResource": ".batches",
            "BatchesResource": ".batches",
            "beta": ".beta:",
        },
    )
