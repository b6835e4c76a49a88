"""`client.webhooks`"""

from __future__ import annotations

from typing import Any

from .. import types
from .._runtime.resource import AsyncResource, SyncResource
from .._runtime.webhooks import Signature, SignedWebhooks

__all__ = ["AsyncWebhooksResource", "WebhooksResource"]


class WebhooksResource(SignedWebhooks["types.WebhookEvent"], SyncResource):
    """What the API sends to its callers."""

    _signature = Signature(
        "webhook-signature",
        encoding="base64",
        prefix="v1,",
        components=["message-id", "timestamp", "body"],
        delimiter=".",
        timestamp="webhook-timestamp",
        message_id="webhook-id",
        encoded=True,
    )

    def _event_type(self) -> Any:
        return types.WebhookEvent


class AsyncWebhooksResource(SignedWebhooks["types.WebhookEvent"], AsyncResource):
    """What the API sends to its callers."""

    _signature = Signature(
        "webhook-signature",
        encoding="base64",
        prefix="v1,",
        components=["message-id", "timestamp", "body"],
        delimiter=".",
        timestamp="webhook-timestamp",
        message_id="webhook-id",
        encoded=True,
    )

    def _event_type(self) -> Any:
        return types.WebhookEvent
