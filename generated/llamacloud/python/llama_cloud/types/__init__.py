from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.lazy import attach

if TYPE_CHECKING:
    from . import batch_list_response as batch_list_response
    from . import beta as beta
    from .batch_list_params import BatchListParams as BatchListParams
    from .batch_list_params import BatchListParamsStatus as BatchListParamsStatus
    from .batch_list_response import BatchListResponse as BatchListResponse
else:
    __getattr__, __dir__ = attach(
        __name__,
        {
            "BatchListParams": ".batch_list_params",
            "BatchListParamsStatus": ".batch_list_params",
            "BatchListResponse": ".batch_list_response",
            "batch_list_response": ".batch_list_response:",
            "beta": ".beta:",
        },
    )
