from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.unions import UnknownTag, UnknownVariant, one_of
from .done import Done

__all__ = ["WebhookEvent"]

if TYPE_CHECKING:

    class _UnknownWebhookEvent(UnknownVariant):
        type: UnknownTag

    WebhookEvent: TypeAlias = Done | _UnknownWebhookEvent
    """What the API sends to a webhook."""
else:
    WebhookEvent = one_of(
        "WebhookEvent",
        lambda: (Done,),
        tag="type",
        mapping={"done": 0},
    )
