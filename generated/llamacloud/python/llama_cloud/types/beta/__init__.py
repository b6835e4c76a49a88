from __future__ import annotations

from typing import TYPE_CHECKING

from ..._runtime.lazy import attach

if TYPE_CHECKING:
    from . import batch_get_status_response as batch_get_status_response
    from . import batch_list_response as batch_list_response
    from .batch_get_status_params import BatchGetStatusParams as BatchGetStatusParams
    from .batch_get_status_response import (
        BatchGetStatusResponse as BatchGetStatusResponse,
    )
    from .batch_list_params import BatchListParams as BatchListParams
    from .batch_list_params import BatchListParamsStatus as BatchListParamsStatus
    from .batch_list_response import BatchListResponse as BatchListResponse
else:
    __getattr__, __dir__ = attach(
        __name__,
        {
            "BatchGetStatusParams": ".batch_get_status_params",
            "BatchGetStatusResponse": ".batch_get_status_response",
            "BatchListParams": ".batch_list_params",
            "BatchListParamsStatus": ".batch_list_params",
            "BatchListResponse": ".batch_list_response",
            "batch_get_status_response": ".batch_get_status_response:",
            "batch_list_response": ".batch_list_response:",
        },
    )
