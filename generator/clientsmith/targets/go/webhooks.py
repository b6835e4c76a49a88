"""What a service has for the requests that the API sends."""

from __future__ import annotations

import msgspec

from clientsmith import ir
from clientsmith.preparation import WEBHOOKS, path_key
from clientsmith.targets.go.constants import strings
from clientsmith.targets.go.layout import Literal, Value, printed
from clientsmith.targets.go.models import Declarations, packages_in
from clientsmith.targets.go.operations import Operations
from clientsmith.targets.go.text import string_literal


class WebhooksView(msgspec.Struct, frozen=True):
    """How the requests of webhooks are read."""

    receiver: str
    event: str
    """The type of what they say."""
    signature: tuple[str, ...]
    """The literal that says how they are signed; empty where they are not."""


def lower_webhooks(
    api: ir.Api, resource: ir.Resource, receiver: str, operations: Operations, into: Declarations
) -> tuple[WebhooksView, ...]:
    """At most one; none for all resources but one."""
    if api.webhook_event is None or path_key(resource) != WEBHOOKS:
        return ()
    event = operations.whole(api.webhook_event, "Webhook", "Event", into)
    into.uses |= {"core"} | packages_in([event])
    if api.webhook_signature is not None:
        into.uses |= {"http", "time"} if api.webhook_signature.timestamp_header else {"http"}
    return (WebhooksView(receiver, event, _signature(api.webhook_signature)),)


def _signature(signature: ir.WebhookSignature | None) -> tuple[str, ...]:
    if signature is None:
        return ()
    facts: list[tuple[str, Value]] = [
        ("Header", string_literal(signature.header)),
        ("Algorithm", string_literal(signature.algorithm)),
        ("Encoding", string_literal(signature.encoding)),
    ]
    if signature.prefix:
        facts.append(("Prefix", string_literal(signature.prefix)))
    facts.append(("Components", strings("[]string", list(signature.components))))
    if signature.delimiter:
        facts.append(("Delimiter", string_literal(signature.delimiter)))
    if signature.timestamp_header:
        facts.append(("Timestamp", string_literal(signature.timestamp_header)))
        facts.append(("TimestampFormat", string_literal(signature.timestamp_format)))
        facts.append(("Tolerance", _duration(signature.tolerance)))
    if signature.message_id_header:
        facts.append(("MessageID", string_literal(signature.message_id_header)))
    if signature.secret == "base64":
        facts.append(("Encoded", "true"))
    return tuple(printed(Literal("core.Signature", tuple(facts)), broken=True))


def _duration(seconds: float) -> str:
    if seconds == round(seconds):
        return f"{round(seconds)} * time.Second"
    return f"{round(seconds * 1000)} * time.Millisecond"
