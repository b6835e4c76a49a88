from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.lazy import attach

if TYPE_CHECKING:
    from .paginated_batch_items import (
        AsyncPaginatedBatchItems as AsyncPaginatedBatchItems,
    )
    from .paginated_batch_items import (
        SyncPaginatedBatchItems as SyncPaginatedBatchItems,
    )
    from .paginated_cursor import AsyncPaginatedCursor as AsyncPaginatedCursor
    from .paginated_cursor import SyncPaginatedCursor as SyncPaginatedCursor
else:
    __getattr__, __dir__ = attach(
        __name__,
        {
            "AsyncPaginatedBatchItems": ".paginated_batch_items",
            "AsyncPaginatedCursor": ".paginated_cursor",
            "SyncPaginatedBatchItems": ".paginated_batch_items",
            "SyncPaginatedCursor": ".paginated_cursor",
        },
    )
