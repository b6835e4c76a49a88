"""`client.webhooks`"""

from __future__ import annotations

from typing import Any

from .. import types
from .._runtime.resource import AsyncResource, SyncResource
from .._runtime.webhooks import UnsignedWebhooks

__all__ = ["AsyncWebhooksResource", "WebhooksResource"]


class WebhooksResource(UnsignedWebhooks["types.WebhookEvent"], SyncResource):
    """What the API sends to its callers."""

    def _event_type(self) -> Any:
        return types.WebhookEvent


class AsyncWebhooksResource(UnsignedWebhooks["types.WebhookEvent"], AsyncResource):
    """What the API sends to its callers."""

    def _event_type(self) -> Any:
        return types.WebhookEvent
