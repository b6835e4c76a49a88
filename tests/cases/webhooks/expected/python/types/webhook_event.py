from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.unions import UnknownTag, UnknownVariant, one_of
from .done import Done
from .job_failed_payload import JobFailedPayload

__all__ = ["WebhookEvent"]

if TYPE_CHECKING:

    class _UnknownWebhookEvent(UnknownVariant):
        type: UnknownTag

    WebhookEvent: TypeAlias = Done | JobFailedPayload | _UnknownWebhookEvent
    """What the API sends to a webhook."""
else:
    WebhookEvent = one_of(
        "WebhookEvent",
        lambda: (Done, JobFailedPayload),
        tag="type",
        mapping={"done": 0, "failed": 1},
    )
