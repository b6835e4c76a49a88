"""`client.webhooks`: the door through which requests of the API come in."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from clientsmith import ir
from clientsmith.preparation import WEBHOOKS, path_key
from clientsmith.scopes import Scope
from clientsmith.targets.typescript.annotations import Annotations
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import display, inline, typed
from clientsmith.targets.typescript.scopes import runtime
from clientsmith.targets.typescript.text import literal, string_literal

HASHES = {"sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}


class WebhooksView(msgspec.Struct, frozen=True):
    """What the module of a resource has for webhooks, each as the module calls it."""

    event: str
    """The type of what the API sends."""
    declaration: str
    """Of that type, when it is the module's own; or empty."""
    constant: str
    signature: str
    """The constant that says how requests are signed; empty where they are not."""
    payload: str
    headers: str
    options: str
    unwrap: str
    verify: str
    read: str
    has_gap: bool


def lower_webhooks(
    api: ir.Api, resource: ir.Resource, imports: Imports, annotations: Annotations, taken: Scope
) -> WebhooksView | None:
    """What the module of a resource has; None for all resources but one."""
    if api.webhook_event is None or path_key(resource) != WEBHOOKS:
        return None
    signature = api.webhook_signature
    place = runtime("webhooks")
    constant = taken.claim("signature") if signature is not None else ""
    kind = annotations.type(api.webhook_event, "output")
    event, declaration = inline(kind), ""
    if not isinstance(kind, str):
        event = taken.claim("WebhookEvent", "ReceivedWebhookEvent")
        head = "/** What the API sends to webhooks. */"
        declaration = f"{head}\n{typed(f'export type {event} =', kind, ';', 0)}"

    def value(name: str) -> str:
        return imports.value(place, name) if signature is not None else ""

    def type_(name: str) -> str:
        return imports.type(place, name) if signature is not None else ""

    return WebhooksView(
        event=event,
        declaration=declaration,
        constant=constant,
        signature="" if signature is None else _constant(constant, signature, type_("Signature")),
        payload=imports.type(place, "Payload"),
        headers=type_("WebhookHeaders"),
        options=type_("VerifyOptions"),
        unwrap=value("unwrapSigned"),
        verify=value("verify"),
        read=imports.value(place, "readEvent"),
        has_gap=bool(resource.operations or resource.children),
    )


def _constant(name: str, signature: ir.WebhookSignature, kind: str) -> str:
    return display(f"const {name}: {kind} = ", "{", list(_facts(signature)), "};", 0)


def _facts(signature: ir.WebhookSignature) -> Iterator[str]:
    """The members, without those that are the defaults."""
    yield f"header: {string_literal(signature.header)}"
    yield f"algorithm: {string_literal(HASHES[signature.algorithm])}"
    yield f"encoding: {string_literal(signature.encoding)}"
    if signature.prefix:
        yield f"prefix: {string_literal(signature.prefix)}"
    if signature.components != ("body",):
        yield f"components: {literal(list(signature.components))}"
        yield f"delimiter: {string_literal(signature.delimiter)}"
    if signature.timestamp_header:
        yield f"timestamp: {string_literal(signature.timestamp_header)}"
        if signature.timestamp_format != "unix-seconds":
            yield f"timestampFormat: {string_literal(signature.timestamp_format)}"
        if signature.tolerance != 300:
            yield f"tolerance: {literal(signature.tolerance)}"
    if signature.message_id_header:
        yield f"messageID: {string_literal(signature.message_id_header)}"
    if signature.secret == "base64":
        yield "encoded: true"
